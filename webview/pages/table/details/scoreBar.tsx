import type { VNode } from 'preact';
import type { TurnSignalId } from '../../../../src/protocol/signals';
import { formatSignal } from '../../../../src/wording/signalTexts';
import { barFraction } from '../grid/barFraction';

interface ScoreBarProps {
  readonly signal: TurnSignalId;
  readonly score: number | undefined;
}

/** A turn's score as a number with a bar. */
export function ScoreBar({ signal, score }: ScoreBarProps): VNode {
  const fraction = barFraction(signal, score, {});
  return (
    <span class="score">
      <span>{formatSignal(signal, score)}</span>
      <span
        class={fraction === null ? 'bar empty' : 'bar'}
        aria-hidden="true"
        style={{ backgroundSize: `${(fraction ?? 0) * 100}% 100%` }}
      />
    </span>
  );
}
