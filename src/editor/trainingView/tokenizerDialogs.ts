import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { workspaceEntries } from '../workspaceEntries';
import { plainLabel } from '../plainLabel';
import { chooseTokenizerTitle, TOKENIZER_FILE, type TokenizerDialogs } from './chooseTokenizer';

export const TOKENIZER_DIALOGS: TokenizerDialogs = {
  findTokenizers: async () => {
    const files = await workspaceEntries(({ name, isFolder }) => !isFolder && name === TOKENIZER_FILE);
    return files.map(({ fsPath }) => path.dirname(fsPath)).sort();
  },
  askForFolder: async (known) => {
    if (known.length === 0) return askElsewhere();
    const items: FolderItem[] = [...known.map(itemOf), elsewhere()];
    const placeHolder = l10n.t('The folder of the base model’s tokenizer, with its chat template');
    const picked = await vscode.window.showQuickPick(items, { title: chooseTokenizerTitle(), placeHolder });
    return picked?.folder === null ? askElsewhere() : picked?.folder;
  },
};

/** null = another folder. */
interface FolderItem extends vscode.QuickPickItem {
  readonly folder: string | null;
}

function itemOf(folder: string): FolderItem {
  const description = plainLabel(vscode.workspace.asRelativePath(folder));
  return { label: plainLabel(path.basename(folder)), description, folder };
}

function elsewhere(): FolderItem {
  return { label: `$(folder-opened) ${l10n.t('Another folder…')}`, folder: null, alwaysShow: true };
}

async function askElsewhere(): Promise<string | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: chooseTokenizerTitle(),
      openLabel: l10n.t('Use'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return folder?.fsPath;
}
