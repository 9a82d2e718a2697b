import type { LazyOrder } from './lazyOrder';

/** Rows in the order in which a strategy looks at them, taken a few at a time. */
export interface RowOrder {
  /** Rows not taken yet. */
  readonly remaining: number;
  /** The next `count` rows, fewer at the end. */
  take(count: number): Uint32Array;
}

/** The ranking without the rows that are kept by hand: nothing is left to decide about them. */
export function rankingBeside(kept: Uint32Array, ranking: Float64Array): Float64Array {
  if (kept.length === 0) return ranking;
  const beside = ranking.slice();
  for (const row of kept) beside[row] = Number.NaN;
  return beside;
}

/** The kept rows, then all others by the ranking. */
export class KeptFirst implements RowOrder {
  private taken = 0;

  /** @param others an order that the kept rows are not in */
  constructor(
    private readonly kept: Uint32Array,
    private readonly others: LazyOrder,
  ) {}

  get remaining(): number {
    return this.kept.length - this.taken + this.others.remaining;
  }

  take(count: number): Uint32Array {
    const first = this.kept.subarray(this.taken, this.taken + count);
    this.taken += first.length;
    if (first.length === count) return first;
    return Uint32Array.from([...first, ...this.others.take(count - first.length)]);
  }
}
