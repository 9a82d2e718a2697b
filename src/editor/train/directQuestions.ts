import * as l10n from '@vscode/l10n';
import type { RunOverview } from '../../protocol/annotation';
import type { DirectScoring } from '../../protocol/training';
import { requests as countedRequests } from '../../wording/counts';
import { askCaps, askWhere, numbered, type AskingParts, type Question } from '../annotate/askingQuestions';
import { pick, runSteps, type Step } from '../connectScorer/quickSteps';
import type { ServerAnswers } from '../connectScorer/serverQuestions';
import { askWithKeys } from '../connectScorer/typedKeys';
import { editorModels } from '../languageModels/editorModels';
import { directDraft, directScoringOf, variantsOf, type DirectDraft } from './directDraft';

/**
 * Asks whether the report compares with direct scoring, and what that takes.
 * @returns null = it does not; undefined = the questions were left
 */
export async function askForDirect(
  runs: readonly RunOverview[],
  parts: AskingParts,
): Promise<DirectScoring | null | undefined> {
  const draft = directDraft(runs, await editorModels(), parts.baseUrl);
  if (draft === undefined) return null;
  const answered = await askWithKeys(
    parts,
    (servers) => runSteps(() => questionsAbout(draft, variantsOf(runs), servers, parts.price)),
    () => [draft.baseUrl],
  );
  if (!answered) return undefined;
  return directScoringOf(draft, parts.price);
}

function questionsAbout(
  draft: DirectDraft,
  variants: number,
  servers: ServerAnswers,
  price: number | null,
): readonly Step[] {
  const more = draft.isDirect ? [...askWhere(draft, servers), ...askCaps(draft, price)] : [];
  return numbered(l10n.t('DEITA: Train Scorer'), [askWhether(draft, variants), ...more]);
}

function askWhether(draft: DirectDraft, variants: number): Question {
  const items = [
    {
      isDirect: false,
      label: l10n.t('Length and the built-in scorer'),
      detail: l10n.t('Nothing is asked of a model'),
    },
    {
      isDirect: true,
      label: l10n.t('Direct scoring as well'),
      detail: l10n.t(
        'At most {0}: the judge rates each variant by itself, the paper’s weak baseline',
        countedRequests(variants),
      ),
    },
  ];
  return (asked) =>
    pick(
      {
        ...asked,
        placeholder: l10n.t('What shall its report compare it with?'),
        items,
        active: ({ isDirect }) => isDirect === draft.isDirect,
      },
      ({ isDirect }) => (draft.isDirect = isDirect),
    );
}
