import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { fault } from '../../messages/say';
import { rows } from '../../wording/counts';
import type { DatasetSession } from '../datasets/datasetSession';

/** What the user is asked and told. */
export interface ApplyDialogs {
  /** Whether an editor holds changes of the file that are not saved. */
  readonly isUnsaved: (file: string) => boolean;
  /** @returns whether the user wants it */
  readonly confirm: (question: { message: string; detail: string; action: string }) => Promise<boolean>;
  /** @returns whether the user chose the action */
  readonly tell: (message: string, action: string) => Promise<boolean>;
}

/**
 * Writes the edited texts of a dataset into its file, after asking, and offers to take that back.
 * @throws DeitaError `editsNotApplied`, `fileChanged`, `outputFailed`
 */
export async function applyEdits(
  session: Pick<DatasetSession, 'info' | 'request' | 'uri'>,
  { isUnsaved, confirm, tell }: ApplyDialogs,
): Promise<void> {
  const { fsPath } = session.uri;
  const file = path.basename(fsPath);
  const edited = session.info.decisions?.edited ?? 0;
  if (edited === 0) throw fault('noEdits', { file });
  if (isUnsaved(fsPath)) throw fault('unsavedFile', { file });
  const question = {
    message: l10n.t('Write the edited texts of {0} into {1}?', rows(edited), file),
    detail: l10n.t('No other byte of the file changes. The file as it is now is kept beside your decisions.'),
    action: l10n.t('Write'),
  };
  if (!(await confirm(question))) return;
  const applied = await session.request('edits/apply', {});
  const told = l10n.t(
    'The edited texts of {0} are in {1}. The file from before: {2}.',
    rows(applied.rows),
    file,
    path.join(path.basename(path.dirname(applied.backup)), path.basename(applied.backup)),
  );
  if (await tell(told, l10n.t('Undo'))) await session.request('edits/revert', {});
}
