import { contentHash, HASH_BYTES, rowId } from '../../decisions/rowId';
import { throwIfAborted } from '../../common/errors';
import type { Dataset } from '../../dataset/dataset';
import { readWrittenInPieces, rowRange } from '../rows/rowReader';

/** What the rows of a dataset are known by, hashed as far as it is asked for: 32 bytes a row. */
export class RowHashes {
  private hashes = Buffer.alloc(0);
  private count = 0;
  private hashing: Promise<void> = Promise.resolve();

  constructor(private readonly dataset: Dataset) {}

  /** Hashes what is missing of the first `rows` rows. @throws DeitaError `cancelled`, `fileChanged` */
  async cover(rows: number, signal: AbortSignal | undefined): Promise<void> {
    const hashing = this.hashing.then(() => this.hashUpTo(rows, signal));
    this.hashing = hashing.catch(() => undefined); // Whoever asked is told; the next one goes on from there.
    await hashing;
  }

  /** Forgets all but the first rows, because the others are no longer what they were. */
  truncate(rows: number): void {
    this.count = Math.min(this.count, rows);
  }

  /** The ids of rows that are covered. */
  idsOf(rows: ReadonlySet<number>): Map<number, string> {
    const wanted = new HashSet();
    for (const row of rows) wanted.add(this.hashOf(row));
    const ids = new Map<number, string>();
    this.forEachOf(wanted, (row, id) => {
      if (rows.has(row)) ids.set(row, id);
    });
    return ids;
  }

  /** The ids that rows will have once some are others, all rows covered. @param hashesAfter of those that become others */
  idsAfter(rows: ReadonlySet<number>, hashesAfter: ReadonlyMap<number, Buffer>): Map<number, string> {
    const wanted = new HashSet();
    for (const row of rows) wanted.add(hashesAfter.get(row) ?? this.hashOf(row));
    const occurrences = new Map<string, number>();
    const ids = new Map<number, string>();
    for (let row = 0; row < this.count; row++) {
      const bytes = hashesAfter.get(row) ?? this.hashOf(row);
      if (!wanted.mayHave(bytes, 0)) continue;
      const hash = bytes.toString('hex');
      if (!wanted.has(hash)) continue;
      const occurrence = occurrences.get(hash) ?? 0;
      occurrences.set(hash, occurrence + 1);
      if (rows.has(row)) ids.set(row, rowId(hash, occurrence));
    }
    return ids;
  }

  /** The rows of ids, as far as those covered have them. */
  rowsOf(ids: Iterable<string>): Map<string, number> {
    // By themselves: the ids that are put together below are others in memory, which would be kept beside these.
    const asked = new Map(Array.from(ids, (id) => [id, id]));
    const wanted = new HashSet();
    for (const id of asked.keys()) wanted.add(Buffer.from(id.slice(0, 2 * HASH_BYTES), 'hex'));
    const rows = new Map<string, number>();
    this.forEachOf(wanted, (row, found) => {
      const id = asked.get(found);
      if (id !== undefined) rows.set(id, row);
    });
    return rows;
  }

  private forEachOf(wanted: HashSet, visit: (row: number, id: string) => void): void {
    const occurrences = new Map<string, number>();
    for (let row = 0; row < this.count; row++) {
      if (!wanted.mayHave(this.hashes, row * HASH_BYTES)) continue;
      const hash = this.hashOf(row).toString('hex');
      if (!wanted.has(hash)) continue;
      const occurrence = occurrences.get(hash) ?? 0;
      occurrences.set(hash, occurrence + 1);
      visit(row, rowId(hash, occurrence));
    }
  }

  private hashOf(row: number): Buffer {
    return this.hashes.subarray(row * HASH_BYTES, (row + 1) * HASH_BYTES);
  }

  private async hashUpTo(rows: number, signal: AbortSignal | undefined): Promise<void> {
    throwIfAborted(signal);
    for await (const piece of readWrittenInPieces(this.dataset, rowRange(this.count, rows), { signal })) {
      for (const { rowIndex, bytes } of piece) {
        if (rowIndex !== this.count) return; // Truncated meanwhile: the rows are others now.
        this.reserve(rowIndex + 1);
        contentHash(bytes).copy(this.hashes, rowIndex * HASH_BYTES);
        this.count++;
      }
    }
  }

  private reserve(rows: number): void {
    if (rows * HASH_BYTES <= this.hashes.length) return;
    const longer = Buffer.alloc(
      Math.max(2 * this.hashes.length, rows * HASH_BYTES, this.dataset.rowCount * HASH_BYTES),
    );
    this.hashes.copy(longer);
    this.hashes = longer;
  }
}

/** Hashes, and the beginnings by which nearly all others are told from them without becoming a text. */
class HashSet {
  private readonly beginnings = new Set<number>();
  private readonly hashes = new Set<string>();

  add(hash: Buffer): void {
    this.beginnings.add(hash.readUInt32LE(0));
    this.hashes.add(hash.toString('hex'));
  }

  mayHave(hashes: Buffer, at: number): boolean {
    return this.beginnings.has(hashes.readUInt32LE(at));
  }

  has(hash: string): boolean {
    return this.hashes.has(hash);
  }
}
