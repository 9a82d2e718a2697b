/** Where a mean lies, by a few values of it. */
export interface MeanInterval {
  readonly method: 'Student t';
  /** 0.95 = of a hundred such intervals about 95 hold the true value. */
  readonly level: number;
  readonly low: number;
  readonly high: number;
}

const LEVEL = 0.95;

/**
 * Student's t-interval of a mean: it takes into account that the spread is only estimated, by a few values.
 * @returns null for fewer than two values, which say nothing about their spread
 */
export function tInterval(values: readonly number[]): MeanInterval | null {
  const freedom = values.length - 1;
  if (freedom < 1) return null;
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / freedom;
  const reach = tQuantile(freedom) * Math.sqrt(variance / values.length);
  return { method: 'Student t', level: LEVEL, low: mean - reach, high: mean + reach };
}

/** @param values one at least */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Within plus and minus this lies `LEVEL` of Student's t distribution. @param freedom from 1 */
export function tQuantile(freedom: number): number {
  let [low, high] = [0, Math.PI / 2];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (shareWithin(middle, freedom) < LEVEL) low = middle;
    else high = middle;
  }
  return Math.sqrt(freedom) * Math.tan(low);
}

/** The share of the distribution within ±t, by its closed form for whole degrees of freedom; t = √freedom · tan angle. */
function shareWithin(angle: number, freedom: number): number {
  const [sine, square] = [Math.sin(angle), Math.cos(angle) ** 2];
  const isOdd = freedom % 2 === 1;
  let [term, sum] = isOdd ? [Math.cos(angle), freedom === 1 ? 0 : Math.cos(angle)] : [1, 1];
  for (let power = isOdd ? 3 : 2; power <= freedom - 2; power += 2) {
    term *= (square * (power - 1)) / power;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}
