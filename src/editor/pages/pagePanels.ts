import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import type { RestoredPage } from './pageHtml';

interface ShownPanel {
  readonly panel: vscode.WebviewPanel;
  readonly content: Subscription;
}

/** Fills a panel with the page of a file or folder. */
export type FillPanel = (panel: vscode.WebviewPanel, uri: vscode.Uri) => Subscription;

/**
 * Pages in tabs of their own, one for each file or folder that they are about. They come back when the window is
 * loaded again.
 */
export class PagePanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly shown = new Map<string, ShownPanel>();
  private readonly restoring: vscode.Disposable;

  constructor(
    /** The kind of its tabs. */
    private readonly viewType: string,
    private readonly extensionUri: vscode.Uri,
    private readonly fill: FillPanel,
  ) {
    this.restoring = vscode.window.registerWebviewPanelSerializer(viewType, this);
  }

  /** Brings the page of a file or folder to the front, opened if need be. */
  show(uri: vscode.Uri, title: string): void {
    const key = uri.toString();
    const shown = this.shown.get(key);
    if (shown !== undefined) {
      shown.panel.reveal();
      return;
    }
    this.keep(vscode.window.createWebviewPanel(this.viewType, title, vscode.ViewColumn.Active), uri);
  }

  /** Fills a tab that was open before the window was loaded again; what the editor kept may be of another version. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const uri = shownBefore(kept);
    if (uri === undefined || this.shown.has(uri.toString())) panel.dispose();
    else this.keep(panel, uri);
    return Promise.resolve();
  }

  private keep(panel: vscode.WebviewPanel, uri: vscode.Uri): void {
    const key = uri.toString();
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media', 'view.svg');
    const content = this.fill(panel, uri);
    this.shown.set(key, { panel, content });
    panel.onDidDispose(() => {
      this.shown.delete(key);
      content.dispose();
    });
  }

  dispose(): void {
    this.restoring.dispose();
    for (const { panel } of [...this.shown.values()]) panel.dispose();
  }
}

/** @returns undefined for anything but a file */
function shownBefore(kept: unknown): vscode.Uri | undefined {
  const { uri } = (kept ?? {}) as Partial<RestoredPage>;
  if (typeof uri !== 'string') return undefined;
  const parsed = vscode.Uri.parse(uri);
  return parsed.scheme === 'file' ? parsed : undefined;
}
