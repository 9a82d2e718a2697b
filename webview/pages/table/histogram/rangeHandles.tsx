import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Histogram } from '../../../../src/protocol/views';
import { rows } from '../../../../src/wording/counts';
import { formatSignalEdge } from '../../../../src/wording/signalTexts';
import { binEdge, countIn, moveHandle, type BinRange, type Handle } from './binRange';

const LARGE_STEP = 5;

interface RangeHandlesProps {
  readonly title: string;
  readonly histogram: Histogram;
  readonly range: BinRange;
  readonly onChange: (range: BinRange) => void;
  readonly onClear: () => void;
}

/** The ends of the filtered range as two sliders. */
export function RangeHandles(props: RangeHandlesProps): VNode {
  return (
    <>
      <RangeHandle {...props} handle="from" />
      <RangeHandle {...props} handle="to" />
    </>
  );
}

function RangeHandle(props: RangeHandlesProps & { readonly handle: Handle }): VNode {
  const { title, histogram, range, handle, onChange, onClear } = props;
  const bins = histogram.counts.length;
  const edge = handle === 'from' ? range.from : range.to + 1;
  const { rows: counted } = countIn(histogram, range);
  const valueText = l10n.t(
    '{0}, {1} in the range',
    formatSignalEdge(histogram.signal, binEdge(histogram, edge)),
    rows(counted),
  );
  const keyPressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Delete') {
      onClear();
      return;
    }
    const moved = moveHandle(bins, range, handle, event.key, event.shiftKey ? LARGE_STEP : 1);
    if (moved === null) return;
    event.preventDefault();
    onChange(moved);
  };
  return (
    <div
      class={`handle ${handle}`}
      style={{ left: `${(edge / bins) * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={handle === 'from' ? l10n.t('{0} from', title) : l10n.t('{0} to', title)}
      aria-valuemin={0}
      aria-valuemax={bins}
      aria-valuenow={edge}
      aria-valuetext={valueText}
      onKeyDown={keyPressed}
    />
  );
}
