import type { VNode } from 'preact';
import type { Histogram } from '../../../../src/protocol/views';
import { barPath, PLOT_HEIGHT } from './barPath';
import type { BinRange } from './binRange';

/** All rows, and in front of them those that a filter leaves, or else the selected ones. */
export function Bars({ histogram: { counts, selectedCounts, shownCounts } }: { readonly histogram: Histogram }): VNode {
  const largest = Math.max(...counts);
  return (
    <svg viewBox={`0 0 ${counts.length} ${PLOT_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path class="all" d={barPath(counts, largest)} />
      {shownCounts === undefined ? (
        <path class="selected" d={barPath(selectedCounts, largest)} />
      ) : (
        <path class="shown" d={barPath(shownCounts, largest)} />
      )}
    </svg>
  );
}

export function Marker({ histogram, value }: { readonly histogram: Histogram; readonly value: number }): VNode | null {
  const fraction = (value - histogram.min) / (histogram.max - histogram.min);
  return fraction >= 0 && fraction <= 1 ? <div class="marker" style={{ left: `${fraction * 100}%` }} /> : null;
}

/** Dims what the filter leaves out. */
export function Outside({ bins, range }: { readonly bins: number; readonly range: BinRange }): VNode {
  return (
    <>
      <div class="outside" style={{ left: '0', width: `${(range.from / bins) * 100}%` }} />
      <div class="outside" style={{ right: '0', width: `${((bins - 1 - range.to) / bins) * 100}%` }} />
    </>
  );
}
