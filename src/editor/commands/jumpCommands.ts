import * as vscode from 'vscode';
import { compareInDiffEditor } from '../compareRows/compareInDiffEditor';
import { COMMANDS } from '../contributions/commands';
import type { TablePanel } from '../datasetEditor/tablePanel';
import { showSimilarRows } from '../similarRows/showSimilarRows';
import { askAboutSimilar } from '../similarRows/similarList';
import { isRevealArguments } from '../textEditor/commandLinks';
import { rowAtPosition } from '../textEditor/rowAtPosition';
import type { CommandContext, CommandHandlers } from './commandContext';

/** From row to row, in the table or the text in front. */
export function jumpHandlers(
  context: CommandContext,
): Pick<
  CommandHandlers,
  (typeof COMMANDS)[
    | 'jumpToNearDuplicate'
    | 'compareInDiffEditor'
    | 'showSimilarRows'
    | 'goBack'
    | 'nextSelectedRow'
    | 'previousSelectedRow']
> {
  const { jumps } = context;
  return {
    [COMMANDS.jumpToNearDuplicate]: () =>
      inActiveEditor(
        context,
        (table) => table.run('jumpToNearDuplicate'),
        (editor) => jumps.toNearDuplicate(editor),
      ),
    [COMMANDS.compareInDiffEditor]: (uri, args) => compareInDiffEditor(context, uri, args),
    [COMMANDS.showSimilarRows]: () =>
      showSimilarRows({
        ...context,
        filterRows: (uri, rows) => context.editors.filter(uri, rows),
        ask: (rows) => askAboutSimilar(context.rowDocuments, rows),
      }),
    [COMMANDS.goBack]: () =>
      inActiveEditor(
        context,
        (table) => table.run('goBack'),
        () => jumps.back(),
      ),
    [COMMANDS.nextSelectedRow]: () =>
      inActiveEditor(
        context,
        (table) => table.run('nextSelected'),
        (editor) => jumps.toSelected(editor, 1),
      ),
    [COMMANDS.previousSelectedRow]: () =>
      inActiveEditor(
        context,
        (table) => table.run('previousSelected'),
        (editor) => jumps.toSelected(editor, -1),
      ),
  };
}

function inActiveEditor(
  { editors }: CommandContext,
  inTable: (table: TablePanel) => void,
  inText: (editor: vscode.TextEditor) => Promise<void>,
): Promise<void> | void {
  const table = editors.active;
  if (table !== undefined) {
    inTable(table);
    return;
  }
  const editor = vscode.window.activeTextEditor;
  return editor && inText(editor);
}

export async function showRowDetails({ datasets, editors }: CommandContext, target: unknown): Promise<void> {
  if (isRevealArguments(target)) return editors.reveal(vscode.Uri.parse(target.uri, true), target.rowIndex);
  const editor = vscode.window.activeTextEditor;
  const session = editor && (await datasets.ensure(editor.document));
  if (editor === undefined || session === undefined) return;
  const row = await rowAtPosition(session, editor.selection.active);
  await editors.reveal(session.uri, row?.rowIndex ?? null);
}
