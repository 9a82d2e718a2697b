import type { Histogram } from '../../../../src/protocol/views';

/** Bins from..to, both included. */
export interface BinRange {
  readonly from: number;
  readonly to: number;
}

export type ValueRange = readonly [number, number];

type Scale = Pick<Histogram, 'min' | 'max' | 'counts'>;

/** The bin under a place on the plot, given as a fraction of its width. */
export function binAt(histogram: Scale, fraction: number): number {
  const bins = histogram.counts.length;
  return Math.min(Math.max(Math.floor(fraction * bins), 0), bins - 1);
}

/** Lower edge of a bin; `bin` may be the number of bins, for the upper end of the scale. */
export function binEdge(histogram: Scale, bin: number): number {
  const bins = histogram.counts.length;
  if (bin >= bins) return histogram.max;
  return histogram.min + ((histogram.max - histogram.min) * bin) / bins;
}

/** Range dragged from one place to another, in either direction. */
export function draggedRange(histogram: Scale, start: number, end: number): BinRange {
  const first = binAt(histogram, start);
  const second = binAt(histogram, end);
  return { from: Math.min(first, second), to: Math.max(first, second) };
}

/**
 * The filter for a range of bins. Filters include both ends, while a bin excludes its upper edge (but the last): the
 * upper end is therefore the last number below the edge, so that as many rows are shown as the bins count.
 */
export function valuesOf(histogram: Scale, range: BinRange): ValueRange {
  const last = range.to === histogram.counts.length - 1 || histogram.max === histogram.min;
  const upper = binEdge(histogram, range.to + 1);
  return [binEdge(histogram, range.from), last ? upper : justBelow(upper)];
}

/** The bins that a filter covers; also finds them again after the bins have changed. */
export function binsOf(histogram: Scale, values: ValueRange): BinRange {
  const span = histogram.max - histogram.min;
  if (span <= 0) return { from: 0, to: histogram.counts.length - 1 };
  const nudge = span * 1e-9;
  const from = binAt(histogram, (values[0] + nudge - histogram.min) / span);
  return { from, to: Math.max(from, binAt(histogram, (values[1] - nudge - histogram.min) / span)) };
}

export type Handle = 'from' | 'to';

/** The range after a key was pressed on one of its two handles; null = the key means nothing there. */
export function moveHandle(bins: number, range: BinRange, handle: Handle, key: string, step: number): BinRange | null {
  const low = handle === 'from' ? 0 : range.from;
  const high = handle === 'from' ? range.to : bins - 1;
  const current = range[handle];
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: current - step,
    ArrowDown: current - step,
    ArrowRight: current + step,
    ArrowUp: current + step,
    Home: low,
    End: high,
  };
  const target = targets[key];
  return target === undefined ? null : { ...range, [handle]: Math.min(Math.max(target, low), high) };
}

export function isWhole(bins: number, range: BinRange): boolean {
  return range.from === 0 && range.to === bins - 1;
}

/** Rows within bins from..to. */
export interface RowsInRange {
  readonly rows: number;
  readonly selected: number;
  /** Of those that the table's filter leaves; null = it leaves all. */
  readonly shown: number | null;
}

export function countIn({ counts, selectedCounts, shownCounts }: Histogram, { from, to }: BinRange): RowsInRange {
  const within = (each: readonly number[]): number => each.slice(from, to + 1).reduce((sum, count) => sum + count, 0);
  return {
    rows: within(counts),
    selected: within(selectedCounts),
    shown: shownCounts === undefined ? null : within(shownCounts),
  };
}

function justBelow(value: number): number {
  return value === 0 ? -Number.MIN_VALUE : value - Math.abs(value) * Number.EPSILON;
}
