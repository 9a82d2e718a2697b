import * as l10n from '@vscode/l10n';
import { formatCount } from './numbers';

/** From this share on, the language is the dataset's and not that of some rows. */
const NEARLY_ALL = 0.9;

/** What is to be said once of a dataset's language; null where the scorer knows most of it. */
export function languageNote(rowsOutside: number, rows: number): string | null {
  if (rows === 0 || rowsOutside < NEARLY_ALL * rows) return null;
  return l10n.t(
    'Nearly all rows ({0} of {1}) are in a language that the default scorer was not trained on: its scores mean little here.',
    formatCount(rowsOutside),
    formatCount(rows),
  );
}
