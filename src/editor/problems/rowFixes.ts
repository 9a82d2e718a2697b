import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatCount, plural } from '../../wording/numbers';
import { COMMANDS } from '../contributions/commands';
import { isLineDataset } from '../datasets/datasetFiles';
import type { RevealArguments } from '../textEditor/commandLinks';
import { type Lines, removalsOf } from './removableLines';
import { RowDiagnostic } from './rowDiagnostic';

/** What can be done about a bad row, where the Problems panel lists it: look at it in the table, or take it out. */
export class RowFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  constructor(private readonly diagnostics: Pick<vscode.DiagnosticCollection, 'get'>) {}

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const here = context.diagnostics.filter((diagnostic) => diagnostic instanceof RowDiagnostic);
    const fixes = here.flatMap((diagnostic) => [openRow(document, diagnostic), ...removeRows(document, [diagnostic])]);
    const all = (this.diagnostics.get(document.uri) ?? []).filter((each) => each instanceof RowDiagnostic);
    return here.length === 0 || all.length < 2 ? fixes : [...fixes, ...removeRows(document, all)];
  }
}

function openRow({ uri }: vscode.TextDocument, diagnostic: RowDiagnostic): vscode.CodeAction {
  const title = l10n.t('Open Row in DEITA');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  const { rowIndex, lineNumber } = diagnostic.problem;
  const target: RevealArguments = { uri: uri.toString(), rowIndex, lineNumber };
  action.command = { command: COMMANDS.showRowDetails, title, arguments: [target] };
  action.diagnostics = [diagnostic];
  return action;
}

/** One edit, which one undo takes back. Unsaved text is not what the rows were found in: their lines may be others. */
function removeRows(document: vscode.TextDocument, diagnostics: readonly RowDiagnostic[]): vscode.CodeAction[] {
  if (document.isDirty || !isLineDataset(document.uri)) return [];
  const lines: Lines = { lineCount: document.lineCount, textAt: (line) => document.lineAt(line).text };
  const removals = removalsOf(
    lines,
    diagnostics.map(({ range }) => range.start.line),
  );
  if (removals.length === 0) return [];
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end } of removals) {
    edit.delete(document.uri, new vscode.Range(start.line, start.character, end.line, end.character));
  }
  const title = plural(diagnostics.length, {
    one: l10n.t('Remove Row'),
    other: l10n.t('Remove All {0} Bad Rows', formatCount(diagnostics.length)),
  });
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = edit;
  action.diagnostics = [...diagnostics];
  return [action];
}
