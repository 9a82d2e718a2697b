import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import { isCancelled } from '../../common/errors';
import { visibleText } from '../../common/visibleText';
import { formatCount } from '../../wording/numbers';
import { readingRemarks } from '../../wording/readingText';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import { RowDiagnostic } from './rowDiagnostic';
import { RowFixes } from './rowFixes';

const DATASETS: vscode.DocumentFilter = { scheme: 'file', pattern: '**/*.{jsonl,ndjson,json}' };
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
      vscode.languages.registerCodeActionsProvider(DATASETS, new RowFixes(this.diagnostics), RowFixes.metadata),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.diagnostics.dispose();
  }

  /** Lists the bad rows that the engine has found so far. */
  private refresh(session: DatasetSession): void {
    const { datasetId, format, problemCount, reading } = session.info;
    const remarks = reading === undefined ? [] : readingRemarks(reading);
    const state = `${datasetId} ${problemCount} ${remarks.join(' ')}`;
    // Without a recognised format every row would be a problem, also those of a log.
    if (format === null || this.listed.get(session) === state) return;
    this.listed.set(session, state);
    this.list(session, problemCount, remarks).catch((error: unknown) => {
      if (!isCancelled(error)) this.onError(error);
    });
  }

  private async list(session: DatasetSession, problemCount: number, remarks: readonly string[]): Promise<void> {
    const problems = await session.request('dataset/problems', { limit: MAX_PROBLEMS });
    const diagnostics: vscode.Diagnostic[] = problems.map((problem) => new RowDiagnostic(problem));
    if (problemCount > problems.length) diagnostics.push(capNote(problems.length, problemCount));
    diagnostics.push(...remarks.map(fileNote));
    this.diagnostics.set(session.uri, diagnostics);
  }
}

/** Of the file as a whole: nothing in it has to change. */
function fileNote(message: string): vscode.Diagnostic {
  return informationOf(visibleText(message), 'reading');
}

function capNote(listed: number, problemCount: number): vscode.Diagnostic {
  const message = l10n.t(
    '{0} of {1} bad rows are listed; the DEITA editor shows all.',
    formatCount(listed),
    formatCount(problemCount),
  );
  return informationOf(message, 'more');
}

function informationOf(message: string, code: string): vscode.Diagnostic {
  const note = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), message, vscode.DiagnosticSeverity.Information);
  return Object.assign(note, { source: 'DEITA', code });
}
