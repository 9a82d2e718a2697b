import type { Bounds } from '../../../../src/choices/conditions/bounds';
import type { Histogram } from '../../../../src/protocol/views';
import { addedName, isAddedColumn, SIGNALS } from '../../../../src/protocol/signals';
import { binEdge, isWhole, type BinRange } from './binRange';

/** Of a bin: an edge is rounded by no more. */
const LARGEST_ROUNDING = 0.05;

/** What a selection would ask of the signal for the rows of a range, in numbers as short as the bins allow; null for all. */
export function boundsOf(histogram: Pick<Histogram, 'min' | 'max' | 'counts'>, range: BinRange): Bounds | null {
  const bins = histogram.counts.length;
  if (isWhole(bins, range) || histogram.max <= histogram.min) return null;
  const binWidth = (histogram.max - histogram.min) / bins;
  const edge = (bin: number): number => rounded(binEdge(histogram, bin), binWidth * LARGEST_ROUNDING * 2);
  return {
    ...(range.from === 0 ? {} : { atLeast: edge(range.from) }),
    ...(range.to === bins - 1 ? {} : { below: edge(range.to + 1) }),
  };
}

function rounded(value: number, step: number): number {
  return Number(value.toFixed(Math.min(20, Math.max(0, Math.ceil(-Math.log10(step))))));
}

/** The name of a signal in conditions; null for the one that selections themselves give. */
export function conditionName(signal: Histogram['signal']): string | null {
  if (isAddedColumn(signal)) return addedName(signal);
  return SIGNALS[signal].origin === 'selection' ? null : SIGNALS[signal].name;
}
