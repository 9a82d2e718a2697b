import path from 'node:path';
import * as vscode from 'vscode';
import { CHAINS_VIEW } from '../contributions/views';
import { ChainsPanel, type ChainsParts } from './chainsPanel';

/** One page of chains for each annotation run that is looked at. */
export class ChainsPanels implements vscode.Disposable {
  private readonly panels = new Map<string, ChainsPanel>();

  constructor(private readonly parts: ChainsParts) {}

  /** Brings the page of a run to the front, opened if need be. */
  show(folder: vscode.Uri): void {
    const key = folder.toString();
    const shown = this.panels.get(key);
    if (shown !== undefined) {
      shown.panel.reveal();
      return;
    }
    const title = path.basename(folder.fsPath);
    const panel = vscode.window.createWebviewPanel(CHAINS_VIEW, title, vscode.ViewColumn.Active);
    panel.iconPath = vscode.Uri.joinPath(this.parts.extensionUri, 'media', 'view.svg');
    const chains = new ChainsPanel(panel, folder, this.parts);
    this.panels.set(key, chains);
    panel.onDidDispose(() => {
      this.panels.delete(key);
      chains.dispose();
    });
  }

  dispose(): void {
    for (const { panel } of [...this.panels.values()]) panel.dispose();
  }
}
