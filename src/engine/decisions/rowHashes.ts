import { grownArray } from '../../common/grownArray';
import { beginningOf, contentHash, rowId } from '../../decisions/rowId';
import { throwIfAborted } from '../../common/errors';
import type { Dataset } from '../../dataset/dataset';
import { readWrittenInPieces, rowRange } from '../rows/rowReader';

/**
 * What the rows of a dataset are known by, hashed as far as it is asked for. Of each hash the first 4 bytes are kept: the
 * few rows that they leave possible are read, and their whole hashes made again.
 */
export class RowHashes {
  private beginnings = new Int32Array(0);
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

  /** The ids of rows, as far as they are covered, in file order. @throws DeitaError `cancelled`, `fileChanged` */
  async eachIdOf(
    rows: ReadonlySet<number>,
    signal: AbortSignal | undefined,
    visit: (row: number, id: string) => void,
  ): Promise<void> {
    const wanted = new Set<number>();
    for (const row of rows) if (row < this.count) wanted.add(this.beginnings[row] as number);
    await this.eachLike(wanted, { signal }, (row, hash, occurrence) => {
      if (rows.has(row)) visit(row, rowId(hash, occurrence));
    });
  }

  /**
   * The ids that rows will have once some are others, all rows covered.
   * @param idOfRow the ids that they have
   * @param hashesAfter of those that become others
   * @throws DeitaError `fileChanged`
   */
  async idsAfter(
    idOfRow: ReadonlyMap<number, string>,
    hashesAfter: ReadonlyMap<number, string>,
  ): Promise<Map<number, string>> {
    const wanted = new Set<number>();
    for (const [row, id] of idOfRow) wanted.add(beginningOf(hashesAfter.get(row) ?? id));
    const ids = new Map<number, string>();
    await this.eachLike(wanted, { others: hashesAfter }, (row, hash, occurrence) => {
      if (idOfRow.has(row)) ids.set(row, rowId(hash, occurrence));
    });
    return ids;
  }

  /** The rows of ids, as far as those covered have them. @throws DeitaError `cancelled`, `fileChanged` */
  async rowsOf(ids: Iterable<string>, signal: AbortSignal | undefined): Promise<Map<string, number>> {
    // By themselves: the ids that are put together below are others in memory, which would be kept beside these.
    const asked = new Map<string, string>();
    const wanted = new Set<number>();
    for (const id of ids) {
      asked.set(id, id);
      wanted.add(beginningOf(id));
    }
    const rows = new Map<string, number>();
    await this.eachLike(wanted, { signal }, (row, hash, occurrence) => {
      const id = asked.get(rowId(hash, occurrence));
      if (id !== undefined) rows.set(id, row);
    });
    return rows;
  }

  /**
   * Visits the rows whose hashes begin in a wanted way, in file order: all that are the same as one of them are among them.
   * @param visit told of the whole hash, and of how many rows before have the same
   */
  private async eachLike(
    wanted: ReadonlySet<number>,
    { others, signal }: LookingOptions,
    visit: (row: number, hash: string, occurrence: number) => void,
  ): Promise<void> {
    const occurrences = new Map<string, number>();
    for await (const piece of readWrittenInPieces(this.dataset, this.beginningLike(wanted, others), { signal })) {
      for (const { rowIndex, bytes } of piece) {
        const hash = others?.get(rowIndex) ?? contentHash(bytes);
        const occurrence = occurrences.get(hash) ?? 0;
        occurrences.set(hash, occurrence + 1);
        visit(rowIndex, hash, occurrence);
      }
    }
  }

  /** Goes no further than rows are covered, should they become fewer meanwhile. */
  private *beginningLike(wanted: ReadonlySet<number>, others: LookingOptions['others']): Generator<number> {
    for (let row = 0; row < this.count; row++) {
      const other = others?.get(row);
      if (wanted.has(other === undefined ? (this.beginnings[row] as number) : beginningOf(other))) yield row;
    }
  }

  private async hashUpTo(rows: number, signal: AbortSignal | undefined): Promise<void> {
    throwIfAborted(signal);
    for await (const piece of readWrittenInPieces(this.dataset, rowRange(this.count, rows), { signal })) {
      for (const { rowIndex, bytes } of piece) {
        if (rowIndex !== this.count) return; // Truncated meanwhile: the rows are others now.
        this.reserve(rowIndex + 1);
        this.beginnings[rowIndex] = beginningOf(contentHash(bytes));
        this.count++;
      }
    }
  }

  private reserve(rows: number): void {
    if (rows <= this.beginnings.length) return;
    this.beginnings = grownArray(this.beginnings, Math.max(rows, this.dataset.rowCount));
  }
}

interface LookingOptions {
  /** Hashes of rows in place of those that they have. */
  readonly others?: ReadonlyMap<number, string>;
  readonly signal?: AbortSignal | undefined;
}
