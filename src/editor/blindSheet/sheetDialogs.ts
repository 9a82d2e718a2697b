import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { pickFile } from '../pickFile';
import { plainLabel } from '../plainLabel';
import { workspaceEntries } from '../workspaceEntries';
import { SHEET_FOLDER, type SheetDialogs } from './chooseSheet';

export const SHEET_DIALOGS: SheetDialogs = {
  findSheets: async () => {
    const folders = await workspaceEntries(({ name, isFolder }) => isFolder && name.endsWith(SHEET_FOLDER));
    return folders.map(({ fsPath }) => fsPath);
  },
  askForSheet: async (known) => {
    const items: SheetItem[] = [
      ...known.map(itemOf),
      { label: `$(add) ${l10n.t('New sheet from the answers of two models…')}`, sheet: null, alwaysShow: true },
      { label: `$(folder-opened) ${l10n.t('Another folder…')}`, sheet: 'elsewhere', alwaysShow: true },
    ];
    const picked = await vscode.window.showQuickPick(items, { title: title(), placeHolder: l10n.t('Which sheet?') });
    if (picked === undefined) return undefined;
    const folder = picked.sheet === 'elsewhere' ? await askForSheetFolder() : (picked.sheet?.folder ?? null);
    return folder === undefined ? undefined : { folder };
  },
  askForOutputs: (which) => {
    const ask = which === 'first' ? l10n.t('Answers of the first model') : l10n.t('Answers of the second model');
    const form = l10n.t('AlpacaEval’s form: instruction, output');
    return pickFile({ title: title(), ask: `${ask} (${form})`, extensions: ['json', 'jsonl'] });
  },
  askForCount: async () => {
    const typed = await vscode.window.showInputBox({
      title: title(),
      ignoreFocusOut: true,
      prompt: l10n.t('How many prompts? They are drawn by a seed; empty takes all.'),
      validateInput: (text) => (isCount(text) ? undefined : l10n.t('A whole number from 1, or nothing')),
    });
    if (typed === undefined) return undefined;
    return typed.trim() === '' ? null : Number(typed);
  },
  askForFolder: async (proposed) =>
    (
      await vscode.window.showInputBox({
        title: title(),
        ignoreFocusOut: true,
        prompt: l10n.t('The folder to write; its name is shown to those who judge'),
        value: proposed,
        validateInput: (typed) => (path.isAbsolute(typed.trim()) ? undefined : l10n.t('Type the whole path')),
      })
    )?.trim(),
};

/** null = one that is to be begun. */
interface SheetItem extends vscode.QuickPickItem {
  readonly sheet: { readonly folder: string } | 'elsewhere' | null;
}

function title(): string {
  return l10n.t('DEITA: Compare Answers Blindly');
}

function itemOf(folder: string): SheetItem {
  const description = plainLabel(vscode.workspace.asRelativePath(path.dirname(folder)));
  return { label: plainLabel(path.basename(folder)), description, sheet: { folder } };
}

function isCount(text: string): boolean {
  return text.trim() === '' || (/^\d+$/.test(text.trim()) && Number(text) >= 1);
}

async function askForSheetFolder(): Promise<string | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({ title: title(), canSelectFiles: false, canSelectFolders: true })) ?? [];
  return folder?.fsPath;
}
