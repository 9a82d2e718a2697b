import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isComparedRows, type ComparedRows } from '../../protocol/pages/pageCommands';
import { formatCount } from '../../wording/numbers';
import type { DatasetSession } from '../datasets/datasetSession';
import type { TextDatasets } from '../textEditor/textDatasets';
import { chosenNodes, comparedRows } from '../nearDuplicates/chosenNodes';
import { isGroupNode } from '../nearDuplicates/groupNodes';
import { currentRow, type RowsInFront } from './currentRow';
import type { RowDocuments } from './rowDocuments';

export interface DiffContext extends RowsInFront {
  readonly datasets: Pick<TextDatasets, 'ensure' | 'open'>;
  readonly rowDocuments: RowDocuments;
}

/** Opens VS Code's own comparison of two rows: those that a page names, those that are chosen among groups, else the current row and its near-duplicate. */
export async function compareInDiffEditor(context: DiffContext, uri: unknown, args: unknown): Promise<void> {
  if (uri instanceof vscode.Uri && isComparedRows(args)) {
    await openDiff(context, await context.datasets.open(uri), args);
    return;
  }
  if (isGroupNode(uri)) {
    const compared = comparedRows(chosenNodes([], uri, args));
    if (compared !== undefined) await openDiff(context, uri.session, compared);
    return;
  }
  const current = await currentRow(context);
  if (current === undefined) return;
  const { session, rowIndex } = current;
  const { nearDuplicates } = await session.request('row/detail', { rowIndex });
  const [nearest] = nearDuplicates;
  if (nearest !== undefined) await openDiff(context, session, { rowIndex, otherRowIndex: nearest.rowIndex });
  else void vscode.window.showInformationMessage(l10n.t('This row has no near-duplicate.'));
}

/** Opens VS Code's own comparison of two rows of a dataset. */
export async function openDiff(
  { rowDocuments }: Pick<DiffContext, 'rowDocuments'>,
  session: DatasetSession,
  { rowIndex, otherRowIndex }: ComparedRows,
): Promise<void> {
  const [row, other] = await Promise.all([
    session.request('row/detail', { rowIndex }),
    session.request('row/detail', { rowIndex: otherRowIndex }),
  ]);
  const file = path.basename(session.uri.fsPath);
  const [left, right] = [row, other].map(({ rowIndex: index, lineNumber }) =>
    rowDocuments.uriOf(session.uri, index, `${file}:${lineNumber}`),
  );
  const title = l10n.t('{0}: line {1} ↔ line {2}', file, formatCount(row.lineNumber), formatCount(other.lineNumber));
  await vscode.commands.executeCommand('vscode.diff', left, right, title);
}
