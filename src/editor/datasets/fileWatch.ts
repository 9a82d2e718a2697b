import path from 'node:path';
import * as vscode from 'vscode';

/** Writers rarely write in one go. */
const SETTLE_MS = 400;

/** Tells when a file has changed on disk and has come to rest. */
export function watchFile(uri: vscode.Uri, onDidSettle: () => void): vscode.Disposable {
  const pattern = new vscode.RelativePattern(vscode.Uri.file(path.dirname(uri.fsPath)), '*');
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  let timer: NodeJS.Timeout | undefined;
  const changed = (file: vscode.Uri) => {
    if (file.toString() !== uri.toString()) return;
    clearTimeout(timer);
    timer = setTimeout(onDidSettle, SETTLE_MS);
  };
  const subscriptions = [watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher];
  return vscode.Disposable.from(...subscriptions, new vscode.Disposable(() => clearTimeout(timer)));
}
