/** Plot units: bars are drawn in a box of bins × 100 and stretched by the browser. */
export const PLOT_HEIGHT = 100;
/** A bin that holds anything is visible. */
const LEAST_BAR = 3;
/** Space between bars, in bins. */
const GAP = 0.12;

/** One SVG path for all bars of a histogram. `largest` is the count that fills the height. */
export function barPath(counts: readonly number[], largest: number): string {
  return counts
    .map((count, bin) => (count === 0 ? '' : bar(bin, Math.max(LEAST_BAR, (count / largest) * PLOT_HEIGHT))))
    .join('');
}

function bar(bin: number, height: number): string {
  return `M${bin + GAP / 2} ${PLOT_HEIGHT}V${round(PLOT_HEIGHT - height)}h${1 - GAP}V${PLOT_HEIGHT}z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
