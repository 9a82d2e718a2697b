/** Bins of equal width over the range of some values. */
export interface BinScale {
  readonly min: number;
  readonly max: number;
  /** The bin of a value within the range; the last bin includes its upper edge. */
  binOf(value: number): number;
}

/**
 * The scale of a histogram.
 * @param valueOf by place, 0 … count−1; NaN = no value
 * @returns undefined where there is no value
 */
export function binScale(count: number, bins: number, valueOf: (place: number) => number): BinScale | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < count; place++) {
    const value = valueOf(place);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return undefined;
  const binsPerUnit = max > min ? bins / (max - min) : 0;
  return { min, max, binOf: (value) => Math.min(bins - 1, Math.floor((value - min) * binsPerUnit)) };
}
