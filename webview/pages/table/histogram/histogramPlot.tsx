import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Bounds } from '../../../../src/choices/conditions/bounds';
import type { Histogram } from '../../../../src/protocol/views';
import { rows } from '../../../../src/wording/counts';
import { formatCount } from '../../../../src/wording/numbers';
import { formatSignalEdge } from '../../../../src/wording/signalTexts';
import { binEdge, binsOf, countIn, isWhole, valuesOf, type BinRange, type ValueRange } from './binRange';
import { PlotAxis } from './plotAxis';
import { PlotCaption } from './plotCaption';
import { Bars, Marker, Outside } from './plotLayers';
import { RangeHandles } from './rangeHandles';
import { ThresholdHandle } from './thresholdHandle';
import { useRangeDrag } from './useRangeDrag';

/** τ, where the plot is of similarities. */
export interface PlotThreshold {
  /** Of the selection that is shown; null = it has none. */
  readonly ofResult: number | null;
  /** Of the next run; null = it has none. */
  readonly next: number | null;
  readonly onChange: (threshold: number) => void;
}

interface HistogramPlotProps {
  readonly title: string;
  readonly histogram: Histogram;
  readonly filter: ValueRange | null;
  readonly threshold: PlotThreshold | null;
  readonly onFilter: (range: ValueRange | null) => void;
  readonly onSelectOnly: (signal: string, bounds: Bounds) => void;
}

/** One distribution. Drag = filter a range; the two handles do the same from the keyboard. */
export function HistogramPlot(props: HistogramPlotProps): VNode {
  const { title, histogram, filter, threshold, onFilter, onSelectOnly } = props;
  const bins = histogram.counts.length;
  const choose = (range: BinRange): void => onFilter(isWhole(bins, range) ? null : valuesOf(histogram, range));
  const clear = (): void => onFilter(null);
  const { dragged, hovered, handlers } = useRangeDrag(histogram, choose);
  const range = dragged ?? (filter === null ? null : binsOf(histogram, filter));
  const shown = dragged ?? (hovered === null ? range : { from: hovered, to: hovered });
  const { ofResult = null, next = null } = threshold ?? {};
  return (
    <figure class="histogram" aria-label={title}>
      <PlotCaption
        title={title}
        histogram={histogram}
        filter={filter}
        threshold={next ?? ofResult}
        onClear={clear}
        onSelectOnly={onSelectOnly}
      />
      <div class="plot" {...handlers}>
        <Bars histogram={histogram} />
        {ofResult === null || ofResult === next ? null : <Marker histogram={histogram} value={ofResult} />}
        {range === null ? null : <Outside bins={bins} range={range} />}
        <RangeHandles
          title={title}
          histogram={histogram}
          range={range ?? { from: 0, to: bins - 1 }}
          onChange={choose}
          onClear={clear}
        />
        {threshold === null || next === null ? null : (
          <ThresholdHandle histogram={histogram} value={next} onChange={threshold.onChange} />
        )}
      </div>
      <PlotAxis histogram={histogram} reading={shown === null ? null : reading(histogram, shown)} />
    </figure>
  );
}

function reading(histogram: Histogram, range: BinRange): string {
  const { rows: counted, selected, shown } = countIn(histogram, range);
  const formatEdge = (bin: number): string => formatSignalEdge(histogram.signal, binEdge(histogram, bin));
  const ends = `${formatEdge(range.from)}–${formatEdge(range.to + 1)}`;
  if (shown !== null) return l10n.t('{0}: {1}, {2} shown', ends, rows(counted), formatCount(shown));
  return selected > 0
    ? l10n.t('{0}: {1}, {2} selected', ends, rows(counted), formatCount(selected))
    : l10n.t('{0}: {1}', ends, rows(counted));
}
