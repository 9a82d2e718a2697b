import { bytesOf, numbersIn } from './keptNumbers';
import { grownArray } from './grownArray';

const FIRST_CAPACITY = 1024;

/** From the narrowest to the widest. */
const WIDTHS = [Uint8Array, Uint16Array, Uint32Array] as const;
type Counts = Uint8Array | Uint16Array | Uint32Array;

/**
 * One count a row, such as of turns: whole, from 0 to 2³² − 2, or none. In 1, 2 or 4 bytes a row, as the largest so far
 * takes them; the largest number of so many bytes stands for none.
 */
export class CountColumn {
  /** The sum over the rows that have a count. */
  total = 0;
  private none: number;

  /** @param counts of the rows noted, 0 for rows to come */
  private constructor(private counts: Counts) {
    this.none = noneOf(counts);
    for (let row = 0; row < counts.length; row++) this.total += this.countOrZero(row);
  }

  static empty(): CountColumn {
    return new CountColumn(new Uint8Array(FIRST_CAPACITY));
  }

  /** Notes the next row, or again one that was noted. @param count NaN = none */
  note(row: number, count: number): void {
    if (row >= this.counts.length) this.counts = grownArray(this.counts, row + 1);
    while (count >= this.none) this.widen();
    this.total -= this.countOrZero(row);
    this.counts[row] = Number.isNaN(count) ? this.none : count;
    this.total += this.countOrZero(row);
  }

  /** NaN where there is none; of rows that have been noted only. */
  valueOf(row: number): number {
    const count = this.counts[row];
    return count === undefined || count === this.none ? Number.NaN : count;
  }

  /** A column of its own about the rows before `rowCount`. */
  upTo(rowCount: number): CountColumn {
    return new CountColumn(this.counts.slice(0, rowCount));
  }

  get bytesPerRow(): number {
    return this.counts.BYTES_PER_ELEMENT;
  }

  /** Of the rows before `rowCount`, all of them noted: what stands in the column, not a copy. */
  serialise(rowCount: number): Uint8Array {
    return bytesOf(this.counts.subarray(0, rowCount));
  }

  /** @param bytes what `serialise` gave, of a column with so many `bytesPerRow` */
  static deserialise(bytes: Uint8Array, bytesPerRow: number): CountColumn {
    const Width = WIDTHS.find(({ BYTES_PER_ELEMENT }) => BYTES_PER_ELEMENT === bytesPerRow);
    if (Width === undefined) throw new RangeError(`No count takes ${bytesPerRow} bytes.`);
    return new CountColumn(numbersIn<Counts>(Width, bytes));
  }

  private countOrZero(row: number): number {
    const count = this.counts[row] as number;
    return count === this.none ? 0 : count;
  }

  private widen(): void {
    const { counts, none } = this;
    const Wider = WIDTHS[WIDTHS.findIndex((Width) => counts instanceof Width) + 1];
    if (Wider === undefined) throw new RangeError('A count is too large.');
    this.counts = new Wider(counts);
    this.none = noneOf(this.counts);
    for (let row = 0; row < counts.length; row++) if (counts[row] === none) this.counts[row] = this.none;
  }
}

function noneOf({ BYTES_PER_ELEMENT }: Counts): number {
  return 2 ** (8 * BYTES_PER_ELEMENT) - 1;
}
