import * as vscode from 'vscode';
import type { Subscription } from '../common/emitter';
import type { ActiveDataset } from './activeDataset';
import { CONTEXT_KEYS, type ContextKey } from './contributions/contextKeys';
import type { DatasetRegistry } from './datasets/datasetRegistry';
import type { ClusterTree } from './nearDuplicates/clusterTree';

/** Keeps the context keys of `when` clauses up to date; a value is sent only when it changes. */
export class ContextKeys implements vscode.Disposable {
  private readonly sent = new Map<ContextKey, boolean>();
  private readonly subscriptions: Subscription[];

  constructor(
    private readonly registry: DatasetRegistry,
    private readonly active: ActiveDataset,
    private readonly groups: Pick<ClusterTree, 'filterOf' | 'onDidChangeTreeData'>,
  ) {
    const update = () => this.update();
    this.subscriptions = [
      active.onDidChange(update),
      groups.onDidChangeTreeData(update),
      registry.onDidOpen((session) => {
        session.onDidChangeInfo(update);
        session.onDidChangeJob(update);
        session.onDidChangeClusters(update);
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private update(): void {
    const session = this.active.recent;
    this.set(CONTEXT_KEYS.activeDataset, this.active.session !== undefined);
    this.set(CONTEXT_KEYS.datasetOpen, session !== undefined);
    this.set(CONTEXT_KEYS.jobRunning, session !== undefined && session.job !== null);
    this.set(CONTEXT_KEYS.anyJobRunning, this.registry.jobRuns);
    this.set(CONTEXT_KEYS.hasSelection, session !== undefined && session.info.selection !== null);
    this.set(CONTEXT_KEYS.hasNearDuplicates, (session?.clusters?.length ?? 0) > 0);
    this.set(CONTEXT_KEYS.groupsFiltered, this.groups.filterOf(session) !== '');
    this.set(CONTEXT_KEYS.noNearDuplicates, session?.clusters?.length === 0);
  }

  private set(key: ContextKey, value: boolean): void {
    if (this.sent.get(key) === value) return;
    this.sent.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
