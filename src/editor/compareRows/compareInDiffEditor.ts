import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isComparedRows, type ComparedRows } from '../../protocol/pages/pageCommands';
import { formatCount } from '../../wording/numbers';
import type { DatasetEditorProvider } from '../datasetEditor/datasetEditorProvider';
import type { DatasetSession } from '../datasets/datasetSession';
import { rowAtPosition } from '../textEditor/rowAtPosition';
import type { TextDatasets } from '../textEditor/textDatasets';
import { firstOf, isGroupNode, isRowNode } from '../nearDuplicates/groupNodes';
import type { RowDocuments } from './rowDocuments';

export interface DiffContext {
  readonly editors: Pick<DatasetEditorProvider, 'active'>;
  readonly datasets: Pick<TextDatasets, 'ensure' | 'open'>;
  readonly rowDocuments: RowDocuments;
}

/** Opens VS Code's own comparison of two rows: those that a page names, a row of a group and the group's first, else the current row and its near-duplicate. */
export async function compareInDiffEditor(context: DiffContext, uri: unknown, args: unknown): Promise<void> {
  if (uri instanceof vscode.Uri && isComparedRows(args)) {
    await openDiff(context, await context.datasets.open(uri), args);
    return;
  }
  if (isGroupNode(uri) && isRowNode(uri)) {
    const first = firstOf(uri);
    const { session, row } = uri;
    if (first !== undefined)
      await openDiff(context, session, { rowIndex: row.rowIndex, otherRowIndex: first.rowIndex });
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

interface CurrentRow {
  readonly session: DatasetSession;
  readonly rowIndex: number;
}

/** The row with the focus of a table, or under the cursor of a text editor. */
async function currentRow({ editors, datasets }: DiffContext): Promise<CurrentRow | undefined> {
  const table = editors.active;
  if (table !== undefined) {
    const { session, currentRow: rowIndex } = table;
    return rowIndex === null ? undefined : { session, rowIndex };
  }
  const editor = vscode.window.activeTextEditor;
  const session = editor && (await datasets.ensure(editor.document));
  if (editor === undefined || session === undefined) return undefined;
  const row = await rowAtPosition(session, editor.selection.active);
  return row && { session, rowIndex: row.rowIndex };
}

async function openDiff(
  { rowDocuments }: DiffContext,
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
