import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';

interface ShownPanel {
  readonly panel: vscode.WebviewPanel;
  readonly content: Subscription;
}

/** Fills a panel with the page of a file or folder. */
export type FillPanel = (panel: vscode.WebviewPanel, uri: vscode.Uri) => Subscription;

/** Pages in tabs of their own, one for each file or folder that they are about. */
export class PagePanels implements vscode.Disposable {
  private readonly shown = new Map<string, ShownPanel>();

  constructor(
    /** The kind of its tabs. */
    private readonly viewType: string,
    private readonly extensionUri: vscode.Uri,
    private readonly fill: FillPanel,
  ) {}

  /** Brings the page of a file or folder to the front, opened if need be. */
  show(uri: vscode.Uri, title: string): void {
    const key = uri.toString();
    const shown = this.shown.get(key);
    if (shown !== undefined) {
      shown.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(this.viewType, title, vscode.ViewColumn.Active);
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media', 'view.svg');
    const content = this.fill(panel, uri);
    this.shown.set(key, { panel, content });
    panel.onDidDispose(() => {
      this.shown.delete(key);
      content.dispose();
    });
  }

  dispose(): void {
    for (const { panel } of [...this.shown.values()]) panel.dispose();
  }
}
