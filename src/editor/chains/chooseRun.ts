import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plainLabel } from '../plainLabel';

/** What every run's folder holds; its name tells a run from other folders. */
const RUN_FILE = 'run.json';
const RUNS = `**/*.evol/${RUN_FILE}`;
const MOST_RUNS = 200;

interface RunItem extends vscode.QuickPickItem {
  /** null = another folder. */
  readonly folder: vscode.Uri | null;
}

/** The folder of the run that a command is about: the one it was called on, else one that the user picks. */
export async function chooseRun(argument: unknown): Promise<vscode.Uri | undefined> {
  if (argument instanceof vscode.Uri) return folderOf(argument);
  const files = await vscode.workspace.findFiles(RUNS, undefined, MOST_RUNS);
  if (files.length === 0) return askForFolder();
  const runs = files.map(folderOf).sort((one, other) => one.fsPath.localeCompare(other.fsPath));
  const picked = await vscode.window.showQuickPick<RunItem>([...runs.map(itemOf), OTHER], {
    title: l10n.t('Inspect an EVOL run'),
    placeHolder: l10n.t('Which run?'),
    matchOnDescription: true,
  });
  return picked?.folder === null ? askForFolder() : picked?.folder;
}

const OTHER: RunItem = { label: '$(folder-opened) Another folder…', folder: null, alwaysShow: true };

/** A run is named by its folder, or by the file in it. */
function folderOf(uri: vscode.Uri): vscode.Uri {
  return path.basename(uri.fsPath) === RUN_FILE ? vscode.Uri.joinPath(uri, '..') : uri;
}

function itemOf(folder: vscode.Uri): RunItem {
  const parent = vscode.workspace.asRelativePath(vscode.Uri.joinPath(folder, '..'));
  return { label: plainLabel(path.basename(folder.fsPath)), description: plainLabel(parent), folder };
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
