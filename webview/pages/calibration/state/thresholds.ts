import type { Removal } from '../../../../src/protocol/calibration';
import type { PairVote } from '../../../../src/protocol/pages/calibrationPage';

/** Thresholds that a key with Shift goes past at once. */
const LARGE_STEP = 5;

/** @param removals by rising threshold @returns null where there are none */
export function nearestThreshold(removals: readonly Removal[], wanted: number): number | null {
  let nearest: number | null = null;
  for (const { threshold } of removals) {
    if (nearest === null || Math.abs(threshold - wanted) < Math.abs(nearest - wanted)) nearest = threshold;
  }
  return nearest;
}

/** Where a key on the threshold leads. @returns null for a key that leads nowhere */
export function thresholdAfterKey(
  removals: readonly Removal[],
  current: number,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): number | null {
  const at = removals.findIndex(({ threshold }) => threshold === current);
  const last = removals.length - 1;
  const step = shiftKey ? LARGE_STEP : 1;
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: at - step,
    ArrowDown: at - step,
    ArrowRight: at + step,
    ArrowUp: at + step,
    PageDown: at - LARGE_STEP,
    PageUp: at + LARGE_STEP,
    Home: 0,
    End: last,
  };
  const target = targets[key];
  return target === undefined ? null : (removals[Math.min(Math.max(target, 0), last)]?.threshold ?? null);
}

/**
 * The threshold that the votes speak for: above it are the pairs that are the same, as far as they go by similarity. Of
 * several the middle one.
 * @returns null unless some pairs are the same and some are not
 */
export function votedThreshold(removals: readonly Removal[], votes: readonly PairVote[]): number | null {
  if (!votes.some(({ areSame }) => areSame) || votes.every(({ areSame }) => areSame)) return null;
  const against = (threshold: number): number =>
    votes.filter(({ areSame, cosineSimilarity }) => areSame !== cosineSimilarity > threshold).length;
  const counts = removals.map(({ threshold }) => against(threshold));
  const fewest = Math.min(...counts);
  const first = counts.indexOf(fewest);
  let end = first;
  while (counts[end] === fewest) end++;
  return removals[Math.floor((first + end - 1) / 2)]?.threshold ?? null;
}
