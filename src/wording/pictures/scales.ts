/** Steps of an axis, roughly. */
const MOST_TICKS = 6;

export type Bounds = readonly [low: number, high: number];

/** Around one value alone there is room on both sides. */
export function boundsOf(values: readonly number[]): Bounds {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.abs(low) * 0.1 || 1;
  return low === high ? [low - room, high + room] : [low, high];
}

/** Multiples of 1, 2 or 5 times a power of ten, from below the lowest value to above the highest. */
export function roundTicks([low, high]: Bounds, most = MOST_TICKS): number[] {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((times) => times * power >= rough) ?? 10);
  const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
}

/** From values to places. */
export function scale([low, high]: Bounds, [from, to]: readonly [number, number]): (value: number) => number {
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}
