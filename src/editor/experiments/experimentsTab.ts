import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { COMMANDS } from '../contributions/commands';
import type { PageTab } from '../pages/pageTab';
import { plainLabel } from '../plainLabel';
import { workspaceEntries } from '../workspaceEntries';
import { experimentFolders, isSetFolder } from './experimentFolders';
import { EXPERIMENTS_PAGE, ExperimentsPanel } from './experimentsPanel';

/** Models trained on selections, beside those of random and of the longest rows. */
export const EXPERIMENTS_TAB = {
  page: EXPERIMENTS_PAGE,
  command: COMMANDS.showExperiments,
  choose: async (argument) => (argument instanceof vscode.Uri ? argument : chooseFolder()),
  title: (folder) => l10n.t('Experiments: {0}', path.basename(folder.fsPath)),
  open: (panel, folder, { extensionUri, engine }) => new ExperimentsPanel(panel, folder, { extensionUri, engine }),
} as const satisfies PageTab;

interface FolderItem extends vscode.QuickPickItem {
  /** null = another folder. */
  readonly folder: string | null;
}

/** Where there is one folder of trainings in the workspace, nothing is asked. */
async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const sets = await workspaceEntries(isSetFolder);
  const folders = experimentFolders(sets.map(({ fsPath }) => fsPath));
  const [only, second] = folders;
  if (only === undefined) return askForFolder();
  if (second === undefined) return vscode.Uri.file(only);
  const items: FolderItem[] = [
    ...folders.map((folder) => ({ label: plainLabel(vscode.workspace.asRelativePath(folder)), folder })),
    { label: `$(folder-opened) ${l10n.t('Another folder…')}`, folder: null, alwaysShow: true },
  ];
  const placeHolder = l10n.t('Which folder holds the training folders?');
  const picked = await vscode.window.showQuickPick(items, { title: title(), placeHolder });
  if (picked === undefined) return undefined;
  return picked.folder === null ? askForFolder() : vscode.Uri.file(picked.folder);
}

async function askForFolder(): Promise<vscode.Uri | undefined> {
  const options = { title: title(), openLabel: l10n.t('Show'), canSelectFiles: false, canSelectFolders: true };
  const [folder] = (await vscode.window.showOpenDialog(options)) ?? [];
  return folder;
}

function title(): string {
  return l10n.t('DEITA: Show Experiments');
}
