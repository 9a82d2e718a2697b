import { squaredNorm } from './cosine';

/** Rounding may not take a length below what it stands for. */
const ROUNDED_UP = 1 + 2 ** -20;
/** Rows whose lengths agree within this step are not told apart when they are put in order. */
const STEP = 1 / 8;

/**
 * What vectors hold in each of their sections: the length there, or the value itself where a section is one column. By
 * Cauchy and Schwarz the dot product of two rows of lengths is at least that of the vectors; for rows in order it is so
 * for whole blocks of them at a time (`mayExceed`).
 */
export class SectionLengths {
  private readonly lengths: Float64Array;
  private readonly steps: Int8Array;

  constructor(
    private readonly sections: readonly number[],
    readonly count: number,
  ) {
    this.lengths = new Float64Array(count * sections.length);
    this.steps = new Int8Array(this.lengths.length);
  }

  /** @param values row-major, the vectors of the rows from `start` on */
  set(start: number, values: Float32Array): void {
    let offset = 0;
    for (let place = start * this.sections.length; offset < values.length;) {
      for (const columns of this.sections) {
        const length =
          columns === 1
            ? (values[offset] as number)
            : Math.sqrt(squaredNorm(values.subarray(offset, offset + columns), 0, columns)) * ROUNDED_UP;
        this.steps[place] = Math.round(length / STEP);
        this.lengths[place++] = length;
        offset += columns;
      }
    }
  }

  /** The rows, those with like lengths together. */
  order(): Uint32Array {
    return Uint32Array.from({ length: this.count }, (_, row) => row).sort((a, b) => this.compareSteps(a, b) || a - b);
  }

  /**
   * Cuts rows in order into blocks, shorter ones where lengths change: the closer the lengths of a block, the fewer other
   * blocks come into question for it.
   * @returns where each block ends
   */
  blockEnds(order: Uint32Array, fewest: number, most: number): number[] {
    const ends: number[] = [];
    let start = 0;
    for (let end = 1; end <= order.length; end++) {
      const size = end - start;
      const isLast = end === order.length;
      const changes = !isLast && this.compareSteps(order[end - 1] as number, order[end] as number) !== 0;
      if (!isLast && size < most && !(changes && size >= fewest)) continue;
      ends.push(end);
      start = end;
    }
    return ends;
  }

  private compareSteps(a: number, b: number): number {
    const { steps } = this;
    const width = this.sections.length;
    for (let section = width - 1; section >= 0; section--) {
      const difference = (steps[a * width + section] as number) - (steps[b * width + section] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** The most that two rows can have in common in a section; of one column, what they have. */
  productIn(section: number, row: number, other: number): number {
    const { lengths } = this;
    const width = this.sections.length;
    return (lengths[row * width + section] as number) * (lengths[other * width + section] as number);
  }

  /** An upper bound of the dot product of two rows. */
  largestProduct(row: number, other: number): number {
    let sum = 0;
    for (let section = 0; section < this.sections.length; section++) sum += this.productIn(section, row, other);
    return sum;
  }

  /** The smallest and largest lengths of some rows. */
  rangeOf(rows: Uint32Array): LengthRange {
    const width = this.sections.length;
    const low = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
    const high = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
    for (const row of rows) {
      for (let section = 0; section < width; section++) {
        const length = this.lengths[row * width + section] as number;
        low[section] = Math.min(low[section] as number, length);
        high[section] = Math.max(high[section] as number, length);
      }
    }
    return { low, high };
  }
}

export interface LengthRange {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** An upper bound of the dot products of vectors whose lengths are within two ranges. */
export function largestProduct(a: LengthRange, b: LengthRange): number {
  let sum = 0;
  for (let section = 0; section < a.low.length; section++) {
    const [lowA, highA] = [a.low[section] as number, a.high[section] as number];
    const [lowB, highB] = [b.low[section] as number, b.high[section] as number];
    sum += Math.max(lowA * lowB, lowA * highB, highA * lowB, highA * highB);
  }
  return sum;
}
