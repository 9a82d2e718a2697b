import * as vscode from 'vscode';
import { isCancelled } from '../../common/errors';
import type { RowSummary } from '../../protocol/dataset';
import { affects } from '../settings';
import type { DecidedRows } from './decidedRows';
import { MARK_COLORS } from './markColors';
import { MARK_SETTINGS, markPosition } from './markSettings';
import type { TextDatasets } from './textDatasets';

/** Marks selected rows and near-duplicates in the overview ruler and the gutter, which long lines leave in sight. */
export class RowMarks implements vscode.Disposable {
  private readonly selected: vscode.TextEditorDecorationType;
  private readonly nearDuplicate: vscode.TextEditorDecorationType;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly datasets: TextDatasets,
    private readonly decided: DecidedRows,
    extensionUri: vscode.Uri,
    private readonly onError: (error: unknown) => void,
  ) {
    const markType = (icon: string, color: string, lane: vscode.OverviewRulerLane) =>
      vscode.window.createTextEditorDecorationType({
        gutterIconPath: vscode.Uri.joinPath(extensionUri, 'media', icon),
        gutterIconSize: 'contain',
        overviewRulerColor: new vscode.ThemeColor(color),
        overviewRulerLane: lane,
      });
    this.selected = markType('gutter-selected.svg', MARK_COLORS.selected, vscode.OverviewRulerLane.Left);
    this.nearDuplicate = markType(
      'gutter-near-duplicate.svg',
      MARK_COLORS.nearDuplicate,
      vscode.OverviewRulerLane.Right,
    );
    this.subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors((editors) => this.drawIn(editors)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.refresh(document.uri)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affects(event, MARK_SETTINGS)) this.drawIn(vscode.window.visibleTextEditors);
      }),
    ];
  }

  /** Marks the rows of a file again, as its selection has changed. */
  refresh(uri: vscode.Uri): void {
    this.drawIn(vscode.window.visibleTextEditors.filter(({ document }) => document.uri.toString() === uri.toString()));
  }

  dispose(): void {
    for (const disposable of [...this.subscriptions, this.selected, this.nearDuplicate]) disposable.dispose();
  }

  private drawIn(editors: readonly vscode.TextEditor[]): void {
    for (const editor of editors) {
      this.draw(editor).catch((error: unknown) => {
        if (!isCancelled(error)) this.onError(error);
      });
    }
  }

  private async draw(editor: vscode.TextEditor): Promise<void> {
    const session = this.datasets.get(editor.document);
    const isWanted = (): boolean => markPosition(editor.document.uri) !== null;
    const marks = session !== undefined && isWanted() ? await this.decided.of(session) : [];
    // Typing may have begun while the engine answered: then the marks are of other text.
    this.set(editor, editor.document.isDirty || !isWanted() ? [] : marks);
  }

  private set(editor: vscode.TextEditor, marks: readonly RowSummary[]): void {
    const lines = (status: RowSummary['status']) =>
      marks
        .filter((row) => row.status === status)
        .map(({ lineNumber }) => new vscode.Range(lineNumber - 1, 0, lineNumber - 1, 0));
    editor.setDecorations(this.selected, lines('selected'));
    editor.setDecorations(this.nearDuplicate, lines('nearDuplicate'));
  }
}
