import * as vscode from 'vscode';
import type { RowSummary } from '../../protocol/dataset';
import { activeFile } from '../activeDataset';
import { DATASET_EDITOR } from '../contributions/views';
import type { DatasetEditorProvider } from '../datasetEditor/datasetEditorProvider';
import type { TablePanel } from '../datasetEditor/tablePanel';
import { rowAtOrAbove } from '../textEditor/rowAtPosition';
import type { TextDatasets } from '../textEditor/textDatasets';
import { askForDataset, datasetInFront } from './datasetChoice';

interface ViewContext {
  readonly datasets: TextDatasets;
  readonly editors: DatasetEditorProvider;
}

/** Opens the table of a file: of the text in front, at the row of the cursor; where none is there, asks which. */
export async function openDataset({ datasets, editors }: ViewContext, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : (textInFront() ?? (await askForDataset()));
  if (uri === undefined) return;
  const row = await rowAtCursor(datasets, uri);
  if (row === undefined) await vscode.commands.executeCommand('vscode.openWith', uri, DATASET_EDITOR);
  else await editors.reveal(uri, row.rowIndex);
}

/** Whose table is in front is there already. */
function textInFront(): vscode.Uri | undefined {
  return activeFile()?.view === 'table' ? undefined : datasetInFront();
}

/** Where the person is in the text of a file in front; undefined at its start, where a text begins that was only opened. */
async function rowAtCursor(datasets: TextDatasets, uri: vscode.Uri): Promise<RowSummary | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== uri.toString()) return undefined;
  const cursor = editor.selection.active;
  const session = cursor.line === 0 ? undefined : await datasets.ensure(editor.document);
  return session && rowAtOrAbove(session, cursor);
}

/** Opens the text at the row that has the table's focus; a file that no table could show, at its start. */
export async function openAsText({ editors }: ViewContext, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : activeFile()?.uri;
  if (uri === undefined) return;
  const table = editors.find(uri);
  if (table !== undefined) await openAtRow(table);
  else await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
}

async function openAtRow({ session, currentRow: rowIndex }: TablePanel): Promise<void> {
  const options: vscode.TextDocumentShowOptions = { preview: false };
  if (rowIndex !== null) {
    const { lineNumber } = await session.request('row/detail', { rowIndex });
    options.selection = new vscode.Range(lineNumber - 1, 0, lineNumber - 1, 0);
  }
  // In one step: a file above the size that VS Code hands to extensions cannot be scrolled afterwards.
  await vscode.commands.executeCommand('vscode.openWith', session.uri, 'default', options);
}
