import path from 'node:path';
import * as vscode from 'vscode';
import { plainLabel } from '../plainLabel';

/** What every run's folder holds; its name tells a run from other folders. */
export const RUN_FILE = 'run.json';
const RUNS = `**/*.evol/${RUN_FILE}`;
const MOST_RUNS = 200;

/** A run is named by its folder, or by the file in it. */
export function runFolderOf(uri: vscode.Uri): vscode.Uri {
  return path.basename(uri.fsPath) === RUN_FILE ? vscode.Uri.joinPath(uri, '..') : uri;
}

/** The folders of runs in the workspace, by path. */
export async function workspaceRuns(): Promise<vscode.Uri[]> {
  const files = await vscode.workspace.findFiles(RUNS, undefined, MOST_RUNS);
  return files.map(runFolderOf).sort((one, other) => one.fsPath.localeCompare(other.fsPath));
}

export interface RunFolderItem<Folder> extends vscode.QuickPickItem {
  readonly folder: Folder;
}

/** A run in a list. */
export function runFolderItem(folder: vscode.Uri): RunFolderItem<vscode.Uri> {
  const parent = vscode.workspace.asRelativePath(vscode.Uri.joinPath(folder, '..'));
  return { label: plainLabel(path.basename(folder.fsPath)), description: plainLabel(parent), folder };
}
