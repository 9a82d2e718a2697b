/** So that no outlier text leaves the range that was trained. */
export const STANDARD_LIMIT = 4;

/** A feature in standard deviations from its mean, within ±4. @param scale 1 / standard deviation; 0 = not used */
export function standardised(value: number, mean: number, scale: number): number {
  return Math.max(-STANDARD_LIMIT, Math.min(STANDARD_LIMIT, (value - mean) * scale));
}
