import * as vscode from 'vscode';
import type { DatasetEditorProvider } from '../datasetEditor/datasetEditorProvider';
import type { DatasetSession } from '../datasets/datasetSession';
import { rowAtPosition } from '../textEditor/rowAtPosition';
import type { TextDatasets } from '../textEditor/textDatasets';

export interface RowsInFront {
  readonly editors: Pick<DatasetEditorProvider, 'active'>;
  readonly datasets: Pick<TextDatasets, 'ensure'>;
}

export interface CurrentRow {
  readonly session: DatasetSession;
  readonly rowIndex: number;
}

/** The row with the focus of a table, or under the cursor of a text editor; undefined = there is none. */
export async function currentRow({ editors, datasets }: RowsInFront): Promise<CurrentRow | undefined> {
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
