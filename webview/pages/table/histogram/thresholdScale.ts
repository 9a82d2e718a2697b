import type { Histogram } from '../../../../src/protocol/views';

type Scale = Pick<Histogram, 'min' | 'max'>;

/** A cosine similarity. */
export const LEAST_THRESHOLD = -1;
export const LARGEST_THRESHOLD = 1;
const STEP = 0.01;
const LARGE_STEP = 0.05;

/** Where a threshold stands on the plot, 0-1; one beyond the ends of the scale stands at the end. */
export function placeOfThreshold({ min, max }: Scale, threshold: number): number {
  return max > min ? Math.min(1, Math.max(0, (threshold - min) / (max - min))) : 0;
}

/** The threshold at a place on the plot, 0-1, in hundredths. */
export function thresholdAt({ min, max }: Scale, place: number): number {
  return inHundredths(min + Math.min(1, Math.max(0, place)) * (max - min));
}

/** The threshold after a key was pressed on its handle; null = the key means nothing there. */
export function movedThreshold(scale: Scale, threshold: number, key: string, isLarge: boolean): number | null {
  const step = isLarge ? LARGE_STEP : STEP;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return inHundredths(threshold - step);
    case 'ArrowRight':
    case 'ArrowUp':
      return inHundredths(threshold + step);
    case 'Home':
      return inHundredths(scale.min);
    case 'End':
      return inHundredths(scale.max);
    default:
      return null;
  }
}

function inHundredths(threshold: number): number {
  return Math.min(LARGEST_THRESHOLD, Math.max(LEAST_THRESHOLD, Math.round(threshold * 100) / 100));
}
