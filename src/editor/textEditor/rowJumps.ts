import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { shownSelection } from '../../protocol/dataset';
import type { Neighbour } from '../../protocol/nearDuplicates';
import type { DatasetSession } from '../datasets/datasetSession';
import { rowAtOrAbove, rowAtPosition } from './rowAtPosition';
import type { TextDatasets } from './textDatasets';

const HINT_MS = 3000;
const MAX_HISTORY = 100;

/** Jumps between rows in text editors, and the way back. */
export class RowJumps {
  private readonly history: vscode.Location[] = [];

  constructor(private readonly datasets: TextDatasets) {}

  /** From a near-duplicate to the selected row that it duplicates, from any other row to its nearest near-duplicate. */
  async toNearDuplicate(editor: vscode.TextEditor): Promise<void> {
    const session = await this.sessionOf(editor);
    if (session === undefined) return;
    const row = await rowAtPosition(session, editor.selection.active);
    const detail = row && (await session.request('row/detail', { rowIndex: row.rowIndex }));
    const target = detail?.nearDuplicateOf ?? detail?.nearDuplicates[0];
    if (target === undefined) {
      hint(noNearDuplicate(session));
      return;
    }
    await this.jump(editor, target);
  }

  async toSelected(editor: vscode.TextEditor, step: 1 | -1): Promise<void> {
    const session = await this.sessionOf(editor);
    if (session === undefined) return;
    const row = await rowAtOrAbove(session, editor.selection.active);
    const target = row && (await session.request('row/adjacentSelected', { rowIndex: row.rowIndex, step }));
    if (target === undefined || target === null) {
      hint(l10n.t('DEITA: no row is selected yet'));
      return;
    }
    await this.jump(editor, target);
  }

  async back(): Promise<void> {
    const location = this.history.pop();
    if (location === undefined) {
      hint(l10n.t('DEITA: no jump to go back from'));
      return;
    }
    await revealLine(location.uri, location.range.start.line, location.range.start.character);
  }

  private async jump(editor: vscode.TextEditor, row: Pick<Neighbour, 'lineNumber'>): Promise<void> {
    this.history.push(new vscode.Location(editor.document.uri, editor.selection.active));
    if (this.history.length > MAX_HISTORY) this.history.shift();
    await revealLine(editor.document.uri, row.lineNumber - 1);
  }

  private async sessionOf(editor: vscode.TextEditor): Promise<DatasetSession | undefined> {
    const session = await this.datasets.ensure(editor.document);
    if (session === undefined)
      hint(editor.document.isDirty ? l10n.t('DEITA: save the file first') : l10n.t('DEITA: no open dataset'));
    return session;
  }
}

/** Puts the cursor on a line of a text editor, in sight, in the editor that shows the file already if there is one. */
export async function revealLine(uri: vscode.Uri, line: number, character = 0): Promise<void> {
  const position = new vscode.Position(line, character);
  const selection = new vscode.Range(position, position);
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const editor = await vscode.window.showTextDocument(uri, {
    selection,
    preview: false,
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.Active,
  });
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function noNearDuplicate(session: DatasetSession): string {
  return shownSelection(session.info) === null
    ? l10n.t('DEITA: near-duplicates are known after DEITA: Select')
    : l10n.t('DEITA: this row has no near-duplicate');
}

function hint(text: string): void {
  vscode.window.setStatusBarMessage(text, HINT_MS);
}
