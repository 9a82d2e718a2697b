import * as l10n from '@vscode/l10n';
import type { RowProblem } from '../../dataset/conversation';
import { visibleText } from '../../common/visibleText';
import { problemWords } from '../../wording/errorText';
import { mappingHint } from '../../wording/readingText';

/** What the Problems panel says of a bad row. */
export function problemText(problem: Pick<RowProblem, 'code' | 'message' | 'said' | 'mapping'>): string {
  const noPart = l10n.t('The row takes no part in the selection.');
  const text = `${problemWords(problem)}${mappingHint(problem.mapping)} ${noPart}`;
  return visibleText(problem.code === 'invalidUtf8' ? `${text} ${lostBySaving()}` : text);
}

/** VS Code shows such bytes as replacement characters, and saves what it shows. */
function lostBySaving(): string {
  return l10n.t(
    'An editor that saves the file as it shows it writes � in their place, and what they said is lost: use Reopen with Encoding first.',
  );
}
