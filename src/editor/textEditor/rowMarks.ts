import * as vscode from 'vscode';
import { isCancelled } from '../../common/errors';
import type { RowSummary } from '../../protocol/dataset';
import type { DatasetSession } from '../datasets/datasetSession';
import { affects, readSetting } from '../settings';
import { fetchMarks } from './selectionMarks';
import type { TextDatasets } from './textDatasets';

/** Marks selected rows and near-duplicates in the overview ruler and the gutter, which long lines leave in sight. */
export class RowMarks implements vscode.Disposable {
  private readonly selected: vscode.TextEditorDecorationType;
  private readonly nearDuplicate: vscode.TextEditorDecorationType;
  private readonly marks = new WeakMap<DatasetSession, Promise<readonly RowSummary[]>>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly datasets: TextDatasets,
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
    this.selected = markType('gutter-selected.svg', 'charts.green', vscode.OverviewRulerLane.Left);
    this.nearDuplicate = markType('gutter-near-duplicate.svg', 'charts.orange', vscode.OverviewRulerLane.Right);
    this.subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors((editors) => this.drawIn(editors)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.redraw(document.uri)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affects(event, ['decorations.enabled'])) this.drawIn(vscode.window.visibleTextEditors);
      }),
    ];
  }

  /** Fetches the marks of a dataset again, as its selection has changed. */
  refresh(session: DatasetSession): void {
    this.marks.delete(session);
    this.redraw(session.uri);
  }

  dispose(): void {
    for (const disposable of [...this.subscriptions, this.selected, this.nearDuplicate]) disposable.dispose();
  }

  private redraw(uri: vscode.Uri): void {
    this.drawIn(vscode.window.visibleTextEditors.filter(({ document }) => document.uri.toString() === uri.toString()));
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
    const enabled = readSetting('decorations.enabled', editor.document.uri);
    const marks = session === undefined || !enabled ? [] : await this.marksOf(session);
    // Typing may have begun while the engine answered: then the marks are of other text.
    if (editor.document.isDirty) {
      this.set(editor, []);
      return;
    }
    this.set(editor, marks);
  }

  private set(editor: vscode.TextEditor, marks: readonly RowSummary[]): void {
    const lines = (status: RowSummary['status']) =>
      marks
        .filter((row) => row.status === status)
        .map(({ lineNumber }) => new vscode.Range(lineNumber - 1, 0, lineNumber - 1, 0));
    editor.setDecorations(this.selected, lines('selected'));
    editor.setDecorations(this.nearDuplicate, lines('nearDuplicate'));
  }

  private marksOf(session: DatasetSession): Promise<readonly RowSummary[]> {
    let marks = this.marks.get(session);
    if (marks === undefined) {
      marks = fetchMarks(session);
      this.marks.set(session, marks);
      marks.catch(() => this.marks.delete(session));
    }
    return marks;
  }
}
