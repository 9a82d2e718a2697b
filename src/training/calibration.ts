import { quantile } from './metrics';

/** Where a head's strength turns into classes: five boundaries between six classes, and how sharp they are. */
export interface Calibration {
  readonly thresholds: readonly number[];
  readonly slope: number;
}

/** Steepness of the class boundaries, in units of the mean distance between two boundaries. */
const STEEPNESS = 2.5;

/**
 * Places the five class boundaries at quantiles of the strengths of ordinary texts, so that the scores of ordinary
 * pools use the range from 1 to 6.
 * @param shares shares of ordinary texts below each boundary, rising
 */
export function calibrate(strengths: readonly number[], shares: readonly number[]): Calibration {
  const thresholds = shares.map((share) => quantile(strengths, share));
  const spacing = ((thresholds.at(-1) ?? 0) - (thresholds[0] ?? 0)) / (thresholds.length - 1);
  return { thresholds, slope: STEEPNESS / spacing };
}
