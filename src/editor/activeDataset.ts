import * as vscode from 'vscode';
import type { Subscription } from '../common/emitter';
import { DATASET_EDITOR } from './contributions/views';
import type { DatasetRegistry } from './datasets/datasetRegistry';
import type { DatasetSession } from './datasets/datasetSession';

export type DatasetView = 'table' | 'text';

export interface ActiveFile {
  readonly uri: vscode.Uri;
  readonly view: DatasetView;
}

/**
 * Which file the active tab shows. Read from the tab, not from the text editor: VS Code hides text editors of large
 * files from extensions.
 */
export function activeFile(): ActiveFile | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText) return { uri: input.uri, view: 'text' };
  if (input instanceof vscode.TabInputCustom && input.viewType === DATASET_EDITOR)
    return { uri: input.uri, view: 'table' };
  return undefined;
}

/** The dataset that commands, status bar and tree are about. */
export class ActiveDataset implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  private readonly subscriptions: Subscription[];
  private recentSession: DatasetSession | undefined;

  readonly onDidChange = this.emitter.event;

  constructor(private readonly registry: DatasetRegistry) {
    this.subscriptions = [
      vscode.window.tabGroups.onDidChangeTabs(() => this.update()),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.update()),
      registry.onDidOpen(() => this.update()),
      registry.onDidClose(() => this.update()),
    ];
  }

  /** The dataset in the active editor. */
  get session(): DatasetSession | undefined {
    const file = activeFile();
    return file === undefined ? undefined : this.registry.get(file.uri);
  }

  /** The dataset in the active editor, else the one that was there last, as long as a tab shows it or a job of it runs. */
  get recent(): DatasetSession | undefined {
    return this.session ?? this.recentSession;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.emitter.dispose();
  }

  private update(): void {
    const { recent } = this;
    const isThere = recent !== undefined && (recent.job !== null || isInTab(recent.uri));
    this.recentSession = isThere ? recent : undefined;
    this.emitter.fire();
  }
}

function isInTab(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => {
    const isFile = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
    return isFile && input.uri.toString() === uri.toString();
  });
}
