import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';

/**
 * Tells of files in a folder, inside the workspace or not, that were made, changed or deleted, whoever did it; and of
 * whatever else is deleted there: of a folder that goes with all it holds, the folder alone is told of.
 * @param pattern of their paths from the folder
 */
export function watchFolder(folder: vscode.Uri, pattern: string, changed: (uri: vscode.Uri) => void): Subscription {
  const watch = (files: string, ...ignored: readonly [create: boolean, change: boolean, remove: boolean]) =>
    vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, files), ...ignored);
  const [files, deletions] = [watch(pattern, false, false, true), watch('**', true, true, false)];
  return vscode.Disposable.from(
    ...[files, deletions],
    ...[files.onDidChange, files.onDidCreate, deletions.onDidDelete].map((event) => event(changed)),
  );
}
