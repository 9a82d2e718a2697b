import * as vscode from 'vscode';
import { isCancelled } from '../../common/errors';
import type { Event } from '../../common/emitter';
import { activeFile } from '../activeDataset';
import type { DatasetSession } from '../datasets/datasetSession';
import { readSetting } from '../settings';
import { rowAtPosition } from './rowAtPosition';
import type { TextDatasets } from './textDatasets';

/** A table as it is followed, and as it follows. */
export interface FollowedTable {
  readonly session: DatasetSession;
  readonly currentRow: number | null;
  readonly isVisible: boolean;
  follow(rowIndex: number): void;
}

export interface FollowedTables {
  find(uri: vscode.Uri): FollowedTable | undefined;
  /** The person has moved to another row in the table in front. */
  readonly onDidMove: Event<FollowedTable>;
}

/**
 * Keeps the current row of a table and the cursor in the text of the same file together where both are in sight. The one
 * in front leads; what follows takes neither focus nor filter away.
 */
export class CursorFollower implements vscode.Disposable {
  private readonly subscriptions: { dispose(): void }[];
  /** The last move counts: what is still being answered of one before moves nothing any more. */
  private move = new AbortController();

  constructor(
    private readonly datasets: TextDatasets,
    private readonly tables: FollowedTables,
    private readonly onError: (error: unknown) => void,
  ) {
    this.subscriptions = [
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => void this.lead(this.toTable(textEditor))),
      datasets.onDidChangeRows((session) => void this.lead(this.toTableAgain(session))),
      tables.onDidMove((table) => void this.lead(this.toText(table))),
    ];
  }

  dispose(): void {
    this.move.abort();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async lead(move: Promise<void>): Promise<void> {
    try {
      await move;
    } catch (error) {
      if (!isCancelled(error)) this.onError(error);
    }
  }

  /** @param isStale the row that the table is known to be at may be another by now */
  private async toTable(editor: vscode.TextEditor, isStale = false): Promise<void> {
    const { uri } = editor.document;
    if (editor !== vscode.window.activeTextEditor || activeFile()?.view !== 'text' || !isWanted(uri)) return;
    const table = this.tables.find(uri);
    const session = this.datasets.get(editor.document);
    if (table?.isVisible !== true || session === undefined) return;
    const signal = this.begin();
    const row = await rowAtPosition(session, editor.selection.active, signal);
    if (row === undefined || signal.aborted || (row.rowIndex === table.currentRow && !isStale)) return;
    table.follow(row.rowIndex);
  }

  /** A table goes where its row has gone in a file that was saved; the cursor may be elsewhere, and leads. */
  private async toTableAgain({ uri }: DatasetSession): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.toString() === uri.toString()) await this.toTable(editor, true);
  }

  private async toText(table: FollowedTable): Promise<void> {
    const { session, currentRow } = table;
    const editors = vscode.window.visibleTextEditors.filter((editor) => this.isTextOf(editor, session.uri));
    if (currentRow === null || editors.length === 0 || !isWanted(session.uri)) return;
    const signal = this.begin();
    const { lineNumber } = await session.request('row/detail', { rowIndex: currentRow }, { signal });
    if (signal.aborted) return;
    for (const editor of editors) if (this.isTextOf(editor, session.uri)) showLine(editor, lineNumber - 1);
  }

  private isTextOf({ document }: vscode.TextEditor, uri: vscode.Uri): boolean {
    return document.uri.toString() === uri.toString() && this.datasets.get(document) !== undefined;
  }

  private begin(): AbortSignal {
    this.move.abort();
    this.move = new AbortController();
    return this.move.signal;
  }
}

function isWanted(uri: vscode.Uri): boolean {
  return readSetting('followCursor', uri);
}

/** Leaves a cursor alone that is in the line already. */
function showLine(editor: vscode.TextEditor, line: number): void {
  if (editor.selection.active.line === line || line >= editor.document.lineCount) return;
  const start = new vscode.Position(line, 0);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
