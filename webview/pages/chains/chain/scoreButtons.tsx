import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Variant } from '../state/variants';

const SCORES = [1, 2, 3, 4, 5, 6] as const;

interface ScoreButtonsProps {
  readonly variant: Variant;
  /** Gets 1 to 6, or null for the judge's score again. */
  readonly onScore: (score: number | null) => void;
}

/** What keys 1 to 6 do, for the pointer: they are reached by key from the variant itself. */
export function ScoreButtons({ variant, onScore }: ScoreButtonsProps): VNode {
  const byHand = variant.judgedScore === undefined ? null : variant.score;
  return (
    <div class="score-buttons" role="group" aria-label={l10n.t('Score by hand')}>
      {SCORES.map((score) => (
        <button
          key={score}
          type="button"
          tabIndex={-1}
          aria-pressed={byHand === score}
          aria-keyshortcuts={String(score)}
          title={l10n.t('Score {0} by hand ({0})', score)}
          onClick={() => onScore(byHand === score ? null : score)}
        >
          {score}
        </button>
      ))}
    </div>
  );
}
