import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Histogram } from '../../../../src/protocol/views';
import { formatThreshold } from '../../../../src/wording/numbers';
import { LARGEST_THRESHOLD, LEAST_THRESHOLD, movedThreshold, placeOfThreshold, thresholdAt } from './thresholdScale';

interface ThresholdHandleProps {
  readonly histogram: Histogram;
  /** That the next run goes by. */
  readonly value: number;
  readonly onChange: (threshold: number) => void;
}

type HandlePointer = PointerEvent & { readonly currentTarget: HTMLElement };

/** τ of the next run as a slider over the plot: dragged, or moved by keys. */
export function ThresholdHandle({ histogram, value, onChange }: ThresholdHandleProps): VNode {
  // Not from what is drawn: the pointer may be let go before the last move is.
  const grip = useRef<'none' | 'held' | 'moved'>('none');
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? value;
  const end = (): void => {
    grip.current = 'none';
    setDragged(null);
  };
  return (
    <div
      class="threshold-handle"
      style={{ left: `${(placeOfThreshold(histogram, shown) * 100).toFixed(2)}%` }}
      role="slider"
      tabIndex={0}
      title={l10n.t('τ = {0}: drag it to change the threshold of the next run', formatThreshold(shown))}
      aria-label={l10n.t('Threshold τ of the next run')}
      aria-valuemin={LEAST_THRESHOLD}
      aria-valuemax={LARGEST_THRESHOLD}
      aria-valuenow={shown}
      aria-valuetext={formatThreshold(shown)}
      onKeyDown={(event) => {
        const moved = movedThreshold(histogram, value, event.key, event.shiftKey);
        if (moved === null) return;
        event.preventDefault();
        onChange(moved);
      }}
      onPointerDown={(event: HandlePointer) => {
        if (event.button !== 0) return;
        event.stopPropagation(); // The plot would begin a range.
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = 'held';
      }}
      onPointerMove={(event: HandlePointer) => {
        if (grip.current === 'none') return;
        grip.current = 'moved';
        setDragged(thresholdAt(histogram, placeOf(event)));
      }}
      onPointerUp={(event: HandlePointer) => {
        if (grip.current === 'moved') onChange(thresholdAt(histogram, placeOf(event)));
        end();
      }}
      onPointerCancel={end}
    />
  );
}

/** On the plot that the handle stands on, from 0 at its left edge to 1 at the right. */
function placeOf(event: HandlePointer): number {
  const plot = event.currentTarget.parentElement?.getBoundingClientRect();
  return plot === undefined || plot.width === 0 ? 0 : (event.clientX - plot.left) / plot.width;
}
