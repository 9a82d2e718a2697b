import path from 'node:path';
import * as vscode from 'vscode';
import { plainLabel } from '../plainLabel';
import { RUN_FILE } from './runFolders';
import { findRuns, type FolderEntry } from './findRuns';

/** A run is named by its folder, or by the file in it. */
export function runFolderOf(uri: vscode.Uri): vscode.Uri {
  return path.basename(uri.fsPath) === RUN_FILE ? vscode.Uri.joinPath(uri, '..') : uri;
}

/** The folders of runs in the workspace, not far below its own, nearest first. */
export function workspaceRuns(): Promise<vscode.Uri[]> {
  const roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  return findRuns(roots, entriesOf, (folder, name) => vscode.Uri.joinPath(folder, name));
}

async function entriesOf(folder: vscode.Uri): Promise<FolderEntry[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.map(([name, type]) => ({ name, isFolder: type === vscode.FileType.Directory }));
  } catch {
    return []; // What may not be looked into holds no run to offer.
  }
}

export interface RunFolderItem<Folder> extends vscode.QuickPickItem {
  readonly folder: Folder;
}

/** A run in a list. */
export function runFolderItem(folder: vscode.Uri): RunFolderItem<vscode.Uri> {
  const parent = vscode.workspace.asRelativePath(vscode.Uri.joinPath(folder, '..'));
  return { label: plainLabel(path.basename(folder.fsPath)), description: plainLabel(parent), folder };
}
