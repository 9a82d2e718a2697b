const MOST_BARS = 12;
/** Where the last bar of numbers begins, among the rows that decide: a few far out would else leave the others one bar. */
const NEAR_TOP = 0.98;
/** In place of a bar, of what has no number. */
export const NO_BAR = -1;

/** What numbers are like whose bars are made. */
export interface NumberSpread {
  readonly least: number;
  readonly most: number;
  readonly areWhole: boolean;
  /** Those that the last bar begins by, in any order; they are sorted in place. */
  readonly deciding: Float64Array;
}

export interface NumberBars {
  readonly bars: readonly { readonly low: number; readonly high: number }[];
  /** @returns the bar of a number; `NO_BAR` for one that is not finite */
  readonly of: (value: number) => number;
}

/** Of equal width up to where nearly all deciding numbers are, in whole numbers where all are; the last takes all above. */
export function numberBars({ least, most, areWhole, deciding }: NumberSpread): NumberBars {
  const nearTop = deciding.sort()[Math.ceil((deciding.length - 1) * NEAR_TOP)] ?? most;
  const share = (nearTop - least) / (MOST_BARS - 1);
  const width = areWhole ? Math.max(1, Math.ceil(share)) : share;
  const count = width > 0 ? Math.floor((nearTop - least) / width) + 1 : 1;
  const bars = Array.from({ length: Math.min(count, MOST_BARS) }, (_, at) => ({
    low: least + at * width,
    high: least + (at + 1) * width,
  }));
  const last = bars.length - 1;
  return {
    bars: bars.map((bar, at) => (at === last ? { ...bar, high: Math.max(most, bar.low) } : bar)),
    of: (value) => {
      if (!Number.isFinite(value)) return NO_BAR;
      let at = width > 0 ? Math.min(last, Math.max(0, Math.floor((value - least) / width))) : 0;
      // The division rounds otherwise than the edges do, which say what a bar holds.
      while (at > 0 && value < least + at * width) at--;
      while (at < last && value >= least + (at + 1) * width) at++;
      return at;
    },
  };
}
