import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import type { ActiveDataset } from '../activeDataset';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import { otherJobsText, statusText, type NamedJob, type StatusText } from './statusText';

/** The state of the dataset in the active editor: rows, progress, result or error; and jobs of other datasets. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('deita.status', vscode.StatusBarAlignment.Right, 90);
  private readonly others = vscode.window.createStatusBarItem('deita.jobs', vscode.StatusBarAlignment.Right, 89);
  private readonly subscriptions: Subscription[];

  constructor(
    private readonly registry: DatasetRegistry,
    private readonly active: ActiveDataset,
  ) {
    this.item.name = 'DEITA';
    this.others.name = l10n.t('DEITA: other jobs');
    this.subscriptions = [
      active.onDidChange(() => this.update()),
      registry.onDidOpen((session) => this.follow(session)),
      this.item,
      this.others,
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private follow(session: DatasetSession): void {
    session.onDidChangeInfo(() => this.update());
    session.onDidChangeFailure(() => this.update());
    session.onDidChangeJob(() => this.update());
  }

  private update(): void {
    const { session } = this.active;
    show(this.item, session === undefined ? null : statusOf(session), session?.uri);
    show(this.others, otherJobsText(jobsOf(this.registry.sessions.filter((each) => each !== session))));
  }
}

/** The jobs that run, by the file that they are about. */
export function jobsOf<S extends Pick<DatasetSession, 'uri' | 'job'>>(
  sessions: readonly S[],
): (NamedJob & { readonly session: S })[] {
  return sessions.flatMap((session) => {
    const { uri, job } = session;
    return job === null ? [] : [{ session, name: path.basename(uri.fsPath), job }];
  });
}

function statusOf({ uri, info, job, failure }: DatasetSession): StatusText {
  return statusText({ name: path.basename(uri.fsPath), info, job, failed: failure !== undefined });
}

function show(item: vscode.StatusBarItem, status: StatusText | null, uri?: vscode.Uri): void {
  if (status === null) {
    item.hide();
    return;
  }
  const { text, tooltip, label, command, failed } = status;
  item.text = text;
  item.tooltip = tooltip;
  item.accessibilityInformation = { label };
  item.command = { command, title: label, arguments: uri === undefined ? [] : [uri] };
  item.backgroundColor = failed === true ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  item.show();
}
