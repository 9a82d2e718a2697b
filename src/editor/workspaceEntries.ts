import * as vscode from 'vscode';
import { findEntries, type FolderEntry } from './findEntries';

/** Files and folders of the workspace that are wanted, not far below its own folders, nearest first. */
export function workspaceEntries(isWanted: (entry: FolderEntry) => boolean): Promise<vscode.Uri[]> {
  const roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const join = (folder: vscode.Uri, name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  return findEntries(roots, { read: entriesOf, join }, isWanted);
}

async function entriesOf(folder: vscode.Uri): Promise<FolderEntry[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.map(([name, type]) => ({ name, isFolder: type === vscode.FileType.Directory }));
  } catch {
    return []; // What may not be looked into holds nothing to offer.
  }
}
