import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';

/**
 * Tells of files in a folder, inside the workspace or not, that were made, changed or deleted, whoever did it.
 * @param pattern of their paths from the folder
 */
export function watchFolder(folder: vscode.Uri, pattern: string, changed: () => void): Subscription {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
  return vscode.Disposable.from(
    watcher,
    ...[watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete].map((event) => event(changed)),
  );
}
