import * as vscode from 'vscode';
import { isCancelled } from '../../common/errors';
import type { RowSummary } from '../../protocol/dataset';
import { affects, readSetting } from '../settings';
import { decorationText } from './decorationText';
import type { TextDatasets } from './textDatasets';

const SCROLL_DELAY_MS = 80;
/** Lines beyond the visible ones, so that a small scroll shows no gap. */
const MARGIN_LINES = 20;
/** Folding can make the visible range span the whole file. */
const MAX_LINES = 500;

/** Dim text at the end of each visible row's line: status, rank and score, or what it duplicates. */
export class RowDecorations implements vscode.Disposable {
  private readonly type = vscode.window.createTextEditorDecorationType({
    after: { margin: '0 0 0 2.5em', color: new vscode.ThemeColor('editorCodeLens.foreground') },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly pending = new Map<vscode.TextEditor, { timer: NodeJS.Timeout; abort: AbortController }>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly datasets: TextDatasets,
    private readonly onError: (error: unknown) => void,
  ) {
    this.subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors((editors) => this.showIn(editors)),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.schedule(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.refresh(document.uri)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affects(event, ['decorations.enabled'])) this.showIn(vscode.window.visibleTextEditors);
      }),
    ];
  }

  /** Draws the visible rows of a file again, as its scores or statuses have changed. */
  refresh(uri: vscode.Uri): void {
    this.showIn(vscode.window.visibleTextEditors.filter(({ document }) => document.uri.toString() === uri.toString()));
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const editor of [...this.pending.keys()]) this.unschedule(editor);
    this.type.dispose();
  }

  private showIn(editors: readonly vscode.TextEditor[]): void {
    for (const editor of editors) this.schedule(editor);
  }

  private schedule(editor: vscode.TextEditor): void {
    this.unschedule(editor);
    if (!readSetting('decorations.enabled', editor.document.uri) || this.datasets.get(editor.document) === undefined) {
      editor.setDecorations(this.type, []);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => void this.draw(editor, abort.signal), SCROLL_DELAY_MS);
    this.pending.set(editor, { timer, abort });
  }

  private unschedule(editor: vscode.TextEditor): void {
    const pending = this.pending.get(editor);
    this.pending.delete(editor);
    if (pending === undefined) return;
    clearTimeout(pending.timer);
    pending.abort.abort();
  }

  private async draw(editor: vscode.TextEditor, signal: AbortSignal): Promise<void> {
    const session = this.datasets.get(editor.document);
    if (session === undefined) return;
    try {
      const parts = visibleLines(editor).map((range) => session.request('row/byLines', range, { signal }));
      const rows = (await Promise.all(parts)).flat();
      if (!signal.aborted) editor.setDecorations(this.type, decorationsOf(editor.document, rows));
    } catch (error) {
      if (!isCancelled(error)) this.onError(error);
    }
  }
}

function visibleLines(editor: vscode.TextEditor): { firstLine: number; lastLine: number }[] {
  return editor.visibleRanges.map(({ start, end }) => {
    const firstLine = Math.max(1, start.line + 1 - MARGIN_LINES);
    return { firstLine, lastLine: Math.min(end.line + 1 + MARGIN_LINES, firstLine + MAX_LINES) };
  });
}

function decorationsOf(document: vscode.TextDocument, rows: readonly RowSummary[]): vscode.DecorationOptions[] {
  return rows.flatMap((row) => {
    const contentText = decorationText(row);
    if (contentText === null || row.lineNumber > document.lineCount) return [];
    const { end } = document.lineAt(row.lineNumber - 1).range;
    return [{ range: new vscode.Range(end, end), renderOptions: { after: { contentText } } }];
  });
}
