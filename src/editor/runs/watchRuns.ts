import { watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { companionFolder, runsFolder } from '../../dataset/keptRuns';

/** A run that is being written while its folder is taken up is not told of: it is there by then. */
const SETTLE_MS = 400;

/**
 * Tells when a run of a dataset may have been kept, replaced or deleted. The editor's own watchers tell of the folder that
 * comes into being with the first run, and then may miss what is written into it: that one is watched itself.
 */
export function watchRuns(dataset: string, onDidChange: () => void): vscode.Disposable {
  const [companion, runs] = [companionFolder(dataset), runsFolder(dataset)];
  let timer: NodeJS.Timeout | undefined;
  let inside: FSWatcher | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      inside?.close();
      inside = watchInside(runs, changed); // Another folder may be there by its name.
      onDidChange();
    }, SETTLE_MS);
  };
  const places = [
    [path.dirname(companion), '*.deita'],
    [companion, path.basename(runs)],
  ] as const;
  const watchers = places.map(([folder, pattern]) => {
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(folder), pattern),
    );
    for (const event of [watcher.onDidCreate, watcher.onDidDelete]) event(changed);
    return watcher; // With it, who listens to it goes.
  });
  inside = watchInside(runs, changed);
  const ended = new vscode.Disposable(() => {
    clearTimeout(timer);
    inside?.close();
  });
  return vscode.Disposable.from(...watchers, ended);
}

/** @returns undefined where there is no such folder, or it cannot be watched */
function watchInside(folder: string, onDidChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, onDidChange);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
