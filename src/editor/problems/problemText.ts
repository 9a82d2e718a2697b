import * as l10n from '@vscode/l10n';
import type { RowProblem } from '../../dataset/conversation';
import { visibleText } from '../../common/visibleText';
import { mappingHint } from '../../wording/readingText';

const NO_PART = l10n.t('The row takes no part in the selection.');
/** VS Code shows such bytes as replacement characters, and saves what it shows. */
const LOST_BY_SAVING = l10n.t(
  'An editor that saves the file as it shows it writes � in their place, and what they said is lost: use Reopen with Encoding first.',
);

/** What the Problems panel says of a bad row. */
export function problemText({ code, message, mapping }: Pick<RowProblem, 'code' | 'message' | 'mapping'>): string {
  const text = `${message}${mappingHint(mapping)} ${NO_PART}`;
  return visibleText(code === 'invalidUtf8' ? `${text} ${LOST_BY_SAVING}` : text);
}
