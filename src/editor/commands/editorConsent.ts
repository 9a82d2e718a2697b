import * as l10n from '@vscode/l10n';
import { scorerFamily, type ModelScorerChoice } from '../../choices/scorers';
import { requests } from '../../wording/counts';
import { formatCount } from '../../wording/numbers';
import type { CostConsent } from './costConfirmation';

/**
 * Says how many requests a model of the editor's own would get: they come off the user's allowance, so that only their
 * consent starts the run.
 * @param turns that are not scored yet
 * @returns whether to go on
 */
export async function agreesToRequests(
  scorer: ModelScorerChoice,
  turns: number,
  consent: CostConsent,
): Promise<boolean> {
  if (scorer.kind !== 'editor' || turns === 0) return true;
  const { maxRequests } = scorer;
  const name = scorerFamily(scorer).label(scorer);
  if (turns <= maxRequests) {
    return consent.ask(
      l10n.t('This run makes {0} to {1}.', requests(turns), name),
      l10n.t('They come off your own allowance in the editor. Scores are kept: nothing is asked twice.'),
    );
  }
  return consent.ask(
    l10n.t(
      'This run makes {0} to {1}, and {2} turns stay for the next runs.',
      requests(maxRequests),
      name,
      formatCount(turns - maxRequests),
    ),
    l10n.t(
      'They come off your own allowance in the editor, of which deita.editor.maxRequests allows so many per run. Scores are kept: nothing is asked twice.',
    ),
  );
}
