import * as vscode from 'vscode';
import { isCancelled } from '../../common/errors';
import type { RowSummary } from '../../protocol/dataset';
import { affects } from '../settings';
import { decorationText } from './decorationText';
import { MARK_SETTINGS, markPosition } from './markSettings';
import type { TextDatasets } from './textDatasets';

const SCROLL_DELAY_MS = 80;
/** Lines beyond the visible ones, so that a small scroll shows no gap. */
const MARGIN_LINES = 20;
/** Folding can make the visible range span the whole file. */
const MAX_LINES = 500;

/** Dim text before each visible row's line: status, rank and score, or what it duplicates. At its end few would see it. */
export class RowDecorations implements vscode.Disposable {
  private readonly type = vscode.window.createTextEditorDecorationType({
    before: { margin: '0 1.5em 0 0', color: new vscode.ThemeColor('editorCodeLens.foreground') },
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
        if (affects(event, MARK_SETTINGS)) this.showIn(vscode.window.visibleTextEditors);
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
    if (markPosition(editor.document.uri) !== 'beforeLine' || this.datasets.get(editor.document) === undefined) {
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
  const texts = rows.filter(({ lineNumber }) => lineNumber <= document.lineCount).map(decorationText);
  const longest = Math.max(0, ...texts.map((text) => text?.length ?? 0));
  // A row without a text has an empty one, so that all rows begin in one column.
  if (longest === 0) return [];
  return texts.map((text, index) => {
    const start = new vscode.Position((rows[index]?.lineNumber ?? 1) - 1, 0);
    const before = { contentText: text ?? '', width: `${longest}ch` };
    return { range: new vscode.Range(start, start), renderOptions: { before } };
  });
}
