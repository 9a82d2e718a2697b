import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Histogram } from '../../src/protocol/dataset';
import { formatCount } from '../../src/protocol/rowCard';
import { Icon } from '../controls/iconView';
import { barPath, PLOT_HEIGHT } from './barPath';
import {
  binAt,
  binEdge,
  binsOf,
  countIn,
  draggedRange,
  isWhole,
  valuesOf,
  type BinRange,
  type ValueRange,
} from './binRange';
import { RangeHandles } from './rangeHandles';

interface HistogramPlotProps {
  readonly title: string;
  readonly histogram: Histogram;
  readonly filter: ValueRange | null;
  /** A value marked by a line: τ. */
  readonly marker: number | null;
  readonly onFilter: (range: ValueRange | null) => void;
}

/** One distribution. Drag = filter a range; the two handles do the same from the keyboard. */
export function HistogramPlot({ title, histogram, filter, marker, onFilter }: HistogramPlotProps): VNode {
  const bins = histogram.counts.length;
  const plot = useRef<HTMLDivElement>(null);
  const dragStart = useRef<number | null>(null);
  const [dragged, setDragged] = useState<BinRange | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const range = dragged ?? (filter === null ? null : binsOf(histogram, filter));
  const choose = (chosen: BinRange): void => onFilter(isWhole(bins, chosen) ? null : valuesOf(histogram, chosen));
  const fractionAt = (event: PointerEvent): number => {
    const box = plot.current?.getBoundingClientRect();
    return box === undefined || box.width === 0 ? 0 : (event.clientX - box.left) / box.width;
  };
  const pointerMoved = (event: PointerEvent): void => {
    const fraction = fractionAt(event);
    setHovered(binAt(histogram, fraction));
    if (dragStart.current !== null) setDragged(draggedRange(histogram, dragStart.current, fraction));
  };
  const pointerPressed = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    dragStart.current = fractionAt(event);
    plot.current?.setPointerCapture(event.pointerId);
    setDragged(draggedRange(histogram, dragStart.current, dragStart.current));
  };
  const pointerReleased = (event: PointerEvent): void => {
    if (dragStart.current === null) return;
    choose(draggedRange(histogram, dragStart.current, fractionAt(event)));
    dragStart.current = null;
    setDragged(null);
  };
  const shown = dragged ?? (hovered === null ? range : { from: hovered, to: hovered });
  return (
    <figure class="histogram" aria-label={title}>
      <figcaption>
        <span class="title">
          {title}
          {marker === null ? null : <span class="hint"> · τ {marker}</span>}
        </span>
        <span class="reading">{shown === null ? '' : reading(histogram, shown)}</span>
        {filter === null ? null : (
          <button
            type="button"
            class="clear"
            title="Clear this range"
            aria-label={`Clear the range of ${title}`}
            onClick={() => onFilter(null)}
          >
            <Icon name="close" />
          </button>
        )}
      </figcaption>
      <div
        class="plot"
        ref={plot}
        onPointerDown={pointerPressed}
        onPointerMove={pointerMoved}
        onPointerUp={pointerReleased}
        onPointerLeave={() => setHovered(null)}
      >
        <Bars histogram={histogram} />
        {marker === null ? null : <Marker histogram={histogram} value={marker} />}
        {range === null ? null : <Outside bins={bins} range={range} />}
        <RangeHandles
          title={title}
          histogram={histogram}
          range={range ?? { from: 0, to: bins - 1 }}
          onChange={choose}
          onClear={() => onFilter(null)}
        />
      </div>
      <div class="axis" aria-hidden="true">
        <span>{histogram.min.toFixed(2)}</span>
        <span>{histogram.max.toFixed(2)}</span>
      </div>
    </figure>
  );
}

function Bars({ histogram }: { readonly histogram: Histogram }): VNode {
  const largest = Math.max(...histogram.counts);
  return (
    <svg viewBox={`0 0 ${histogram.counts.length} ${PLOT_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path class="all" d={barPath(histogram.counts, largest)} />
      <path class="selected" d={barPath(histogram.selectedCounts, largest)} />
    </svg>
  );
}

function Marker({ histogram, value }: { readonly histogram: Histogram; readonly value: number }): VNode | null {
  const fraction = (value - histogram.min) / (histogram.max - histogram.min);
  if (!(fraction >= 0 && fraction <= 1)) return null;
  return <div class="marker" style={{ left: `${fraction * 100}%` }} />;
}

/** Dims what the filter leaves out. */
function Outside({ bins, range }: { readonly bins: number; readonly range: BinRange }): VNode {
  return (
    <>
      <div class="outside" style={{ left: '0', width: `${(range.from / bins) * 100}%` }} />
      <div class="outside" style={{ right: '0', width: `${((bins - 1 - range.to) / bins) * 100}%` }} />
    </>
  );
}

function reading(histogram: Histogram, range: BinRange): string {
  const { rows, selected } = countIn(histogram, range);
  const ends = `${binEdge(histogram, range.from).toFixed(2)}–${binEdge(histogram, range.to + 1).toFixed(2)}`;
  const ofThem = selected > 0 ? `, ${formatCount(selected)} selected` : '';
  return `${ends}: ${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}${ofThem}`;
}
