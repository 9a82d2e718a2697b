import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Histogram } from '../../../../src/protocol/dataset';
import { rows } from '../../../../src/wording/counts';
import { formatCount, formatThreshold } from '../../../../src/wording/numbers';
import { formatSignalEdge } from '../../../../src/wording/signalTexts';
import { Icon } from '../../../kit/controls/iconView';
import { binEdge, binsOf, countIn, isWhole, valuesOf, type BinRange, type ValueRange } from './binRange';
import { Bars, Marker, Outside } from './plotLayers';
import { RangeHandles } from './rangeHandles';
import { useRangeDrag } from './useRangeDrag';

interface HistogramPlotProps {
  readonly title: string;
  readonly histogram: Histogram;
  readonly filter: ValueRange | null;
  /** A value marked by a line: τ. */
  readonly marker: number | null;
  readonly onFilter: (range: ValueRange | null) => void;
}

const INCOMPLETE = l10n.t('Similarities of further rows are being computed');

/** One distribution. Drag = filter a range; the two handles do the same from the keyboard. */
export function HistogramPlot({ title, histogram, filter, marker, onFilter }: HistogramPlotProps): VNode {
  const bins = histogram.counts.length;
  const choose = (range: BinRange): void => onFilter(isWhole(bins, range) ? null : valuesOf(histogram, range));
  const clear = (): void => onFilter(null);
  const { dragged, hovered, handlers } = useRangeDrag(histogram, choose);
  const range = dragged ?? (filter === null ? null : binsOf(histogram, filter));
  const shown = dragged ?? (hovered === null ? range : { from: hovered, to: hovered });
  return (
    <figure class="histogram" aria-label={title}>
      <figcaption>
        <span class="title">
          {title}
          {marker === null ? null : <span class="hint"> · τ {formatThreshold(marker)}</span>}
        </span>
        {histogram.incomplete === true ? (
          <span
            class="incomplete codicon codicon-loading codicon-modifier-spin"
            role="img"
            title={INCOMPLETE}
            aria-label={INCOMPLETE}
          />
        ) : null}
        <span class="reading">{shown === null ? '' : reading(histogram, shown)}</span>
        {filter === null ? null : (
          <button
            type="button"
            class="clear"
            title={l10n.t('Clear this range')}
            aria-label={l10n.t('Clear {0}', title)}
            onClick={clear}
          >
            <Icon name="close" />
          </button>
        )}
      </figcaption>
      <div class="plot" {...handlers}>
        <Bars histogram={histogram} />
        {marker === null ? null : <Marker histogram={histogram} value={marker} />}
        {range === null ? null : <Outside bins={bins} range={range} />}
        <RangeHandles
          title={title}
          histogram={histogram}
          range={range ?? { from: 0, to: bins - 1 }}
          onChange={choose}
          onClear={clear}
        />
      </div>
      <div class="axis" aria-hidden="true">
        <span>{formatSignalEdge(histogram.signal, histogram.min)}</span>
        <span>{formatSignalEdge(histogram.signal, histogram.max)}</span>
      </div>
    </figure>
  );
}

function reading(histogram: Histogram, range: BinRange): string {
  const { rows: counted, selected } = countIn(histogram, range);
  const formatEdge = (bin: number): string => formatSignalEdge(histogram.signal, binEdge(histogram, bin));
  const ends = `${formatEdge(range.from)}–${formatEdge(range.to + 1)}`;
  return selected > 0
    ? l10n.t('{0}: {1}, {2} selected', ends, rows(counted), formatCount(selected))
    : l10n.t('{0}: {1}', ends, rows(counted));
}
