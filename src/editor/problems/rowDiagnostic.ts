import * as vscode from 'vscode';
import type { RowProblem } from '../../dataset/conversation';
import { problemText } from './problemText';

/** A bad row in the Problems panel. It marks the character at fault: rows are long, and the rest of one is no fault. */
export class RowDiagnostic extends vscode.Diagnostic {
  constructor(readonly problem: RowProblem) {
    const { lineNumber, column, code } = problem;
    const range = new vscode.Range(lineNumber - 1, column - 1, lineNumber - 1, column);
    super(range, problemText(problem), vscode.DiagnosticSeverity.Warning);
    this.source = 'DEITA';
    this.code = code;
  }
}
