import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import type { ActiveDataset } from '../activeDataset';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import { statusText } from './statusText';

/** The state of the dataset that was looked at last: rows, progress, result or error. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('deita.status', vscode.StatusBarAlignment.Right, 90);
  private readonly subscriptions: Subscription[];

  constructor(
    registry: DatasetRegistry,
    private readonly active: ActiveDataset,
  ) {
    this.item.name = 'DEITA';
    this.subscriptions = [
      active.onDidChange(() => this.update()),
      registry.onDidOpen((session) => this.follow(session)),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.item.dispose();
  }

  private follow(session: DatasetSession): void {
    session.onDidChangeInfo(() => this.update());
    session.onDidChangeFailure(() => this.update());
    session.onDidChangeJob(() => this.update());
  }

  private update(): void {
    const session = this.active.recent;
    if (session === undefined) {
      this.item.hide();
      return;
    }
    const { text, tooltip, label, command, failed } = statusText(
      session.info,
      session.job,
      session.failure !== undefined,
    );
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label };
    this.item.command = { command, title: label, arguments: [session.uri] };
    this.item.backgroundColor = failed === true ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.item.show();
  }
}
