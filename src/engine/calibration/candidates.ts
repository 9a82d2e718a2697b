import type { NearestPair } from '../../selection/nearestWithin';

/** More candidates than these nobody reads. */
const MOST_CANDIDATES = 8;
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.25];
const PAIRS_EACH = 3;

/** A threshold to choose, with the pairs on both sides of it. */
export interface Candidate {
  readonly threshold: number;
  readonly rowsAbove: number;
  readonly above: readonly NearestPair[];
  readonly below: readonly NearestPair[];
}

/**
 * Thresholds from the middle of the nearest neighbours' similarities up to the highest, evenly spaced and round, and
 * the recommended one.
 * @param pairs one a row
 */
export function candidates(pairs: readonly NearestPair[], recommended: number | null): Candidate[] {
  const distinct = withoutMirrored(pairs).sort((a, b) => b.cosineSimilarity - a.cosineSimilarity);
  const similarities = pairs.map(({ cosineSimilarity }) => cosineSimilarity).sort((a, b) => a - b);
  const thresholds = new Set(roundThresholds(similarities));
  if (recommended !== null && similarities.length > 0) thresholds.add(recommended);
  return [...thresholds]
    .sort((a, b) => a - b)
    .map((threshold) => {
      const split = distinct.filter(({ cosineSimilarity }) => cosineSimilarity > threshold).length;
      return {
        threshold,
        rowsAbove: similarities.filter((similarity) => similarity > threshold).length,
        above: distinct.slice(Math.max(0, split - PAIRS_EACH), split),
        below: distinct.slice(split, split + PAIRS_EACH),
      };
    });
}

/** @param similarities rising */
function roundThresholds(similarities: readonly number[]): number[] {
  const low = similarities[Math.floor(similarities.length / 2)];
  const high = similarities.at(-1);
  if (low === undefined || high === undefined) return [];
  const within = (step: number): number[] => {
    const first = Math.ceil(low / step - 1e-9);
    const last = Math.ceil(high / step - 1e-9) - 1;
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => rounded((first + index) * step));
  };
  const fitting = STEPS.map(within).find((thresholds) => thresholds.length <= MOST_CANDIDATES) ?? [];
  // All similarities lie closer together than the finest step.
  return fitting.length > 0 ? fitting : [rounded(Math.floor(high * 100) / 100)];
}

export function rounded(threshold: number): number {
  return Math.max(-1, Math.min(1, Number(threshold.toFixed(4))));
}

/** Two rows that are each other's nearest make one pair. */
export function withoutMirrored(pairs: readonly NearestPair[]): NearestPair[] {
  const seen = new Set<string>();
  return pairs.filter(({ rowIndex, nearestRowIndex }) => {
    const key = `${Math.min(rowIndex, nearestRowIndex)} ${Math.max(rowIndex, nearestRowIndex)}`;
    return !seen.has(key) && seen.add(key);
  });
}
