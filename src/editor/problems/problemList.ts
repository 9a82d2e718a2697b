import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import type { RowProblem } from '../../dataset/conversation';
import { isCancelled } from '../../common/errors';
import { visibleText } from '../../common/visibleText';
import { formatCount } from '../../protocol/rowCard';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';

/** More bad rows than these in one file are one problem: the file. */
const MAX_PROBLEMS = 1000;

/** Bad rows of the open datasets in the Problems panel, with line and column. */
export class ProblemList implements vscode.Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('deita');
  private readonly listed = new WeakMap<DatasetSession, string>();
  private readonly subscriptions: Subscription[];

  constructor(
    registry: DatasetRegistry,
    private readonly onError: (error: unknown) => void,
  ) {
    this.subscriptions = [
      registry.onDidOpen((session) => {
        session.onDidChangeInfo(() => this.refresh(session));
        this.refresh(session);
      }),
      registry.onDidClose((session) => this.diagnostics.delete(session.uri)),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.diagnostics.dispose();
  }

  /** Lists the bad rows that the engine has found so far. */
  private refresh(session: DatasetSession): void {
    const { datasetId, format, problemCount } = session.info;
    const state = `${datasetId} ${problemCount}`;
    // Without a recognised format every row would be a problem, also those of a log.
    if (format === null || this.listed.get(session) === state) return;
    this.listed.set(session, state);
    this.list(session, problemCount).catch((error: unknown) => {
      if (!isCancelled(error)) this.onError(error);
    });
  }

  private async list(session: DatasetSession, problemCount: number): Promise<void> {
    const problems = await session.request('dataset/problems', { limit: MAX_PROBLEMS });
    const diagnostics = problems.map(diagnosticOf);
    if (problemCount > problems.length) diagnostics.push(capNote(problems.length, problemCount));
    this.diagnostics.set(session.uri, diagnostics);
  }
}

/** Past any line's end: VS Code cuts it to the line. */
const END_OF_LINE = 1_000_000;

function diagnosticOf({ code, column, lineNumber, message }: RowProblem): vscode.Diagnostic {
  const atOneCharacter = code === 'invalidJson' || code === 'invalidUtf8';
  const end = atOneCharacter ? column : END_OF_LINE;
  const range = new vscode.Range(lineNumber - 1, column - 1, lineNumber - 1, end);
  return diagnostic(
    range,
    `${message} The row takes no part in the selection.`,
    vscode.DiagnosticSeverity.Warning,
    code,
  );
}

function capNote(listed: number, problemCount: number): vscode.Diagnostic {
  const message = `${formatCount(listed)} of ${formatCount(problemCount)} bad rows are listed; the DEITA editor shows all.`;
  return diagnostic(new vscode.Range(0, 0, 0, 0), message, vscode.DiagnosticSeverity.Information, 'more');
}

function diagnostic(
  range: vscode.Range,
  message: string,
  severity: vscode.DiagnosticSeverity,
  code: string,
): vscode.Diagnostic {
  return Object.assign(new vscode.Diagnostic(range, visibleText(message), severity), { source: 'DEITA', code });
}
