import { contentHash, HASH_BYTES, rowId } from '../../decisions/rowId';
import { throwIfAborted } from '../../common/errors';
import type { Dataset } from '../../dataset/dataset';
import { readWrittenInPieces, rowRange } from '../rows/rowReader';

/**
 * Of each hash so many bytes are kept: as with all of them, nobody finds two rows that share them. What is known of rows
 * by their ids has whole hashes; those of other rows are made again.
 */
const KEPT_BYTES = 16;

/** What the rows of a dataset are known by, hashed as far as it is asked for: 16 bytes a row. */
export class RowHashes {
  private beginnings = Buffer.alloc(0);
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

  /** The ids of rows that are covered. @throws DeitaError `cancelled`, `fileChanged` */
  async idsOf(rows: ReadonlySet<number>, signal: AbortSignal | undefined): Promise<Map<number, string>> {
    const wanted = new HashSet();
    const inOrder = [...rows].filter((row) => row < this.count).sort((a, b) => a - b);
    for await (const piece of readWrittenInPieces(this.dataset, inOrder, { signal })) {
      for (const { bytes } of piece) wanted.add(contentHash(bytes).toString('hex'));
    }
    const ids = new Map<number, string>();
    this.forEachOf(wanted, (row, id) => {
      if (rows.has(row)) ids.set(row, id);
    });
    return ids;
  }

  /**
   * The ids that rows will have once some are others, all rows covered.
   * @param idOfRow the ids that they have
   * @param hashesAfter of those that become others
   */
  idsAfter(idOfRow: ReadonlyMap<number, string>, hashesAfter: ReadonlyMap<number, Buffer>): Map<number, string> {
    const wanted = new HashSet();
    for (const [row, id] of idOfRow) wanted.add(hashesAfter.get(row)?.toString('hex') ?? hashIn(id));
    const ids = new Map<number, string>();
    this.forEachOf(
      wanted,
      (row, id) => {
        if (idOfRow.has(row)) ids.set(row, id);
      },
      hashesAfter,
    );
    return ids;
  }

  /** The rows of ids, as far as those covered have them. */
  rowsOf(ids: Iterable<string>): Map<string, number> {
    // By themselves: the ids that are put together below are others in memory, which would be kept beside these.
    const asked = new Map(Array.from(ids, (id) => [id, id]));
    const wanted = new HashSet();
    for (const id of asked.keys()) wanted.add(hashIn(id));
    const rows = new Map<string, number>();
    this.forEachOf(wanted, (row, found) => {
      const id = asked.get(found);
      if (id !== undefined) rows.set(id, row);
    });
    return rows;
  }

  /** @param others hashes of rows in place of those that they have */
  private forEachOf(
    wanted: HashSet,
    visit: (row: number, id: string) => void,
    others: ReadonlyMap<number, Buffer> = new Map(),
  ): void {
    const occurrences = new Map<string, number>();
    for (let row = 0; row < this.count; row++) {
      const other = others.get(row);
      const hash = other === undefined ? wanted.find(this.beginnings, row * KEPT_BYTES) : wanted.find(other, 0);
      if (hash === undefined) continue;
      const occurrence = occurrences.get(hash) ?? 0;
      occurrences.set(hash, occurrence + 1);
      visit(row, rowId(hash, occurrence));
    }
  }

  private async hashUpTo(rows: number, signal: AbortSignal | undefined): Promise<void> {
    throwIfAborted(signal);
    for await (const piece of readWrittenInPieces(this.dataset, rowRange(this.count, rows), { signal })) {
      for (const { rowIndex, bytes } of piece) {
        if (rowIndex !== this.count) return; // Truncated meanwhile: the rows are others now.
        this.reserve(rowIndex + 1);
        contentHash(bytes).copy(this.beginnings, rowIndex * KEPT_BYTES, 0, KEPT_BYTES);
        this.count++;
      }
    }
  }

  private reserve(rows: number): void {
    if (rows * KEPT_BYTES <= this.beginnings.length) return;
    const least = KEPT_BYTES * Math.max(rows, this.dataset.rowCount);
    const longer = Buffer.alloc(Math.max(2 * this.beginnings.length, least));
    this.beginnings.copy(longer);
    this.beginnings = longer;
  }
}

/** The hash in the id of a row, in hexadecimal digits. */
function hashIn(id: string): string {
  return id.slice(0, 2 * HASH_BYTES);
}

/** Hashes by how they begin; nearly all others are told from them without becoming a text. */
class HashSet {
  private readonly words = new Set<number>();
  private readonly hashes = new Map<string, string>();

  /** @param hash in hexadecimal digits */
  add(hash: string): void {
    const beginning = Buffer.from(hash.slice(0, 2 * KEPT_BYTES), 'hex');
    this.words.add(beginning.readUInt32LE(0));
    this.hashes.set(beginning.toString('latin1'), hash);
  }

  /** The hash that begins with the bytes from a place on; undefined where none does. */
  find(bytes: Buffer, at: number): string | undefined {
    if (!this.words.has(bytes.readUInt32LE(at))) return undefined;
    return this.hashes.get(bytes.toString('latin1', at, at + KEPT_BYTES));
  }
}
