import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { runFolderItem, runFolderOf, workspaceRuns, type RunFolderItem } from '../annotate/workspaceRuns';

/** The folder of the run that a command is about: the one it was called on, else one that the user picks. */
export async function chooseRun(argument: unknown): Promise<vscode.Uri | undefined> {
  if (argument instanceof vscode.Uri) return runFolderOf(argument);
  const runs = await workspaceRuns();
  if (runs.length === 0) return askForFolder();
  const picked = await vscode.window.showQuickPick<RunItem>([...runs.map(runFolderItem), otherFolder()], {
    title: l10n.t('Inspect an EVOL run'),
    placeHolder: l10n.t('Which run?'),
    matchOnDescription: true,
  });
  return picked?.folder === null ? askForFolder() : picked?.folder;
}

/** null = another folder. */
type RunItem = RunFolderItem<vscode.Uri | null>;

function otherFolder(): RunItem {
  return { label: `$(folder-opened) ${l10n.t('Another folder…')}`, folder: null, alwaysShow: true };
}

async function askForFolder(): Promise<vscode.Uri | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: l10n.t('Inspect an EVOL run'),
      openLabel: l10n.t('Inspect'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return folder;
}
