import * as vscode from 'vscode';
import type { RowSummary } from '../../protocol/dataset';
import { unlessCancelled } from '../abortOnCancel';
import { COMMANDS } from '../contributions/commands';
import type { RevealArguments } from './commandLinks';
import type { DecidedRows } from './decidedRows';
import { decorationText } from './decorationText';
import { markPosition } from './markSettings';
import type { TextDatasets } from './textDatasets';

/** A line of its own above each selected row and near-duplicate, which leads to its details. */
export class RowLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changes.event;

  constructor(
    private readonly datasets: TextDatasets,
    private readonly decided: DecidedRows,
  ) {}

  provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[] | undefined> {
    return unlessCancelled(this.lensesOf(document));
  }

  /** Has them asked for again. */
  refresh(): void {
    this.changes.fire();
  }

  dispose(): void {
    this.changes.dispose();
  }

  private async lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[] | undefined> {
    const session = this.datasets.get(document);
    if (session === undefined || markPosition(document.uri) !== 'codeLens') return undefined;
    const rows = await this.decided.of(session);
    // Typing may have begun meanwhile: then the rows are of other text.
    return document.isDirty ? undefined : rows.flatMap((row) => lensOf(document.uri, row));
  }
}

function lensOf(uri: vscode.Uri, row: RowSummary): vscode.CodeLens[] {
  const title = decorationText(row);
  if (title === null) return [];
  const { rowIndex, lineNumber } = row;
  const target: RevealArguments = { uri: uri.toString(), rowIndex, lineNumber };
  const start = new vscode.Position(lineNumber - 1, 0);
  const command = { title, command: COMMANDS.showRowDetails, arguments: [target] };
  return [new vscode.CodeLens(new vscode.Range(start, start), command)];
}
