/** So that no outlier text leaves the range that was trained. */
const CLIP = 4;

/** A feature in standard deviations from its mean, within ±4. @param scale 1 / standard deviation; 0 = not used */
export function standardised(value: number, mean: number, scale: number): number {
  return Math.max(-CLIP, Math.min(CLIP, (value - mean) * scale));
}
