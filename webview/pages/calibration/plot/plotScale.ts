import type { PageCalibration } from '../../../../src/protocol/pages/calibrationPage';

/** Units of the drawing, which the browser stretches. */
export const PLOT_HEIGHT = 100;
/** A bin that holds anything is visible. */
const LEAST_BAR = 2;

/** Similarities along the plot, from the lowest threshold to the highest. */
export interface PlotScale {
  readonly first: number;
  readonly last: number;
  /** In [0, 1]. */
  shareOf(similarity: number): number;
  valueAt(share: number): number;
  /** The histogram as an SVG path in a square of `PLOT_HEIGHT`. */
  readonly bars: string;
}

export function plotScale({ histogram, full: { removals } }: Pick<PageCalibration, 'histogram' | 'full'>): PlotScale {
  const [first, last] = [removals[0]?.threshold ?? 0, removals.at(-1)?.threshold ?? 1];
  const width = last - first;
  const shareOf = (similarity: number): number =>
    width <= 0 ? 0.5 : Math.min(1, Math.max(0, (similarity - first) / width));
  const valueAt = (share: number): number => first + Math.min(1, Math.max(0, share)) * width;
  return { first, last, shareOf, valueAt, bars: barsOf(histogram, shareOf) };
}

function barsOf({ min, max, counts }: PageCalibration['histogram'], shareOf: (similarity: number) => number): string {
  const largest = Math.max(1, ...counts);
  const edge = (bin: number): number => min + ((max - min) * bin) / counts.length;
  return counts
    .map((count, bin) => {
      if (count === 0) return '';
      const height = Math.max(LEAST_BAR, (count / largest) * PLOT_HEIGHT);
      const left = PLOT_HEIGHT * shareOf(edge(bin));
      const width = Math.max(0.5, PLOT_HEIGHT * (shareOf(edge(bin + 1)) - shareOf(edge(bin))) - 0.2);
      return `M${round(left)} ${PLOT_HEIGHT}V${round(PLOT_HEIGHT - height)}h${round(width)}V${PLOT_HEIGHT}z`;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
