import type { VNode } from 'preact';
import { formatScore } from '../../../../src/wording/numbers';

/** A score from 1 to 6 as a number with a bar. */
export function ScoreBar({ score }: { readonly score: number | undefined }): VNode {
  const fraction = score === undefined ? 0 : (score - 1) / 5;
  return (
    <span class="score">
      <span>{formatScore(score)}</span>
      <span
        class={score === undefined ? 'bar empty' : 'bar'}
        aria-hidden="true"
        style={{ backgroundSize: `${fraction * 100}% 100%` }}
      />
    </span>
  );
}
