import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { activeFile } from '../activeDataset';
import { COMMANDS } from '../contributions/commands';
import { isLineDataset, isOnDisk } from '../datasets/datasetFiles';

/** VS Code hands extensions no document above this size. */
const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;

/** Says once a file why hovers and marks are missing in the text editor of a large dataset, and offers the table. */
export class LargeFileHint implements vscode.Disposable {
  private readonly told = new Set<string>();
  private readonly subscription: vscode.Disposable;

  constructor() {
    this.subscription = vscode.window.tabGroups.onDidChangeTabs(() => void this.check());
    void this.check();
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async check(): Promise<void> {
    const file = activeFile();
    if (file?.view !== 'text' || !isOnDisk(file.uri) || !isLineDataset(file.uri)) return;
    const key = file.uri.toString();
    if (this.told.has(key)) return;
    this.told.add(key);
    if ((await sizeOf(file.uri)) <= MAX_DOCUMENT_BYTES) return;
    const message = l10n.t(
      'This file is above 50 MB: VS Code shows no hovers or marks in its text. The DEITA editor has no such limit.',
    );
    const open = l10n.t('Open in DEITA');
    const answer = await vscode.window.showInformationMessage(message, open);
    if (answer === open) await vscode.commands.executeCommand(COMMANDS.openDataset, file.uri);
  }
}

async function sizeOf(uri: vscode.Uri): Promise<number> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size;
  } catch {
    return 0;
  }
}
