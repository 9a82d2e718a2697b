import * as vscode from 'vscode';
import { hasNews } from '../../wording/rowCard';
import { abortOnCancel, unlessCancelled } from '../abortOnCancel';
import { cardMarkdown } from './cardMarkdown';
import { cardLinks, HOVER_COMMANDS } from './commandLinks';
import { rowAtPosition } from './rowAtPosition';
import type { TextDatasets } from './textDatasets';

/** Shows a row's card wherever in the row the pointer rests. */
export class RowHoverProvider implements vscode.HoverProvider {
  constructor(private readonly datasets: TextDatasets) {}

  provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    return unlessCancelled(this.hover(document, position, abortOnCancel(token)));
  }

  private async hover(
    document: vscode.TextDocument,
    position: vscode.Position,
    signal: AbortSignal,
  ): Promise<vscode.Hover | undefined> {
    const session = await this.datasets.ensure(document);
    // A file without a recognised format is a log or the like: its rows have nothing to say.
    if (session === undefined || session.info.format === null) return undefined;
    const row = await rowAtPosition(session, position, signal);
    if (row === undefined) return undefined;
    const detail = await session.request('row/detail', { rowIndex: row.rowIndex }, { signal });
    if (!hasNews(detail)) return undefined;
    session.reach('rowRead');
    const markdown = new vscode.MarkdownString(cardMarkdown(detail, cardLinks(document.uri, detail)));
    markdown.isTrusted = { enabledCommands: HOVER_COMMANDS };
    return new vscode.Hover(markdown, document.lineAt(position).range);
  }
}
