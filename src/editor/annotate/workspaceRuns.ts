import path from 'node:path';
import * as vscode from 'vscode';
import { plainLabel } from '../plainLabel';
import { workspaceEntries } from '../workspaceEntries';
import { isRunFolder, RUN_FILE } from './runFolders';

/** A run is named by its folder, or by the file in it. */
export function runFolderOf(uri: vscode.Uri): vscode.Uri {
  return path.basename(uri.fsPath) === RUN_FILE ? vscode.Uri.joinPath(uri, '..') : uri;
}

/** The folders of runs in the workspace, nearest first. */
export function workspaceRuns(): Promise<vscode.Uri[]> {
  return workspaceEntries(isRunFolder);
}

export interface RunFolderItem<Folder> extends vscode.QuickPickItem {
  readonly folder: Folder;
}

/** A run in a list. */
export function runFolderItem(folder: vscode.Uri): RunFolderItem<vscode.Uri> {
  const parent = vscode.workspace.asRelativePath(vscode.Uri.joinPath(folder, '..'));
  return { label: plainLabel(path.basename(folder.fsPath)), description: plainLabel(parent), folder };
}
