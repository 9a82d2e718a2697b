import type { VNode } from 'preact';
import type { Histogram } from '../../../../src/protocol/views';
import { formatSignalEdge } from '../../../../src/wording/signalTexts';
import { axisTicks } from './axisTicks';

interface PlotAxisProps {
  readonly histogram: Histogram;
  /** What the chosen or hovered range comes to, in place of the numbers; null = no range is. */
  readonly reading: string | null;
}

/** In widths of the plot. */
const NEAR_END = 0.28;

/** The line below a plot: numbers along it, or all of what a range comes to. */
export function PlotAxis({ histogram: { signal, min, max }, reading }: PlotAxisProps): VNode {
  if (reading !== null) {
    return (
      <div class="axis">
        <span class="reading">{reading}</span>
      </div>
    );
  }
  return (
    <div class="axis" aria-hidden="true">
      <span>{formatSignalEdge(signal, min)}</span>
      {axisTicks(min, max).map(({ value, place }) => (
        <span
          key={value}
          class={isNearEnd(place) ? 'tick near-end' : 'tick'}
          style={{ left: `${(place * 100).toFixed(1)}%` }}
        >
          {formatSignalEdge(signal, value)}
        </span>
      ))}
      <span>{formatSignalEdge(signal, max)}</span>
    </div>
  );
}

/** Whether a number would stand in that of the axis' end where the plot is narrow. */
function isNearEnd(place: number): boolean {
  return place < NEAR_END || place > 1 - NEAR_END;
}
