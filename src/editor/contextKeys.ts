import * as vscode from 'vscode';
import type { Subscription } from '../common/emitter';
import type { ActiveDataset } from './activeDataset';
import { contextValues } from './contextValues';
import type { DatasetRegistry } from './datasets/datasetRegistry';
import type { Milestone } from './datasets/datasetSession';
import type { ClusterTree } from './nearDuplicates/clusterTree';

/** Keeps the context keys of `when` clauses up to date; a value is sent only when it changes. */
export class ContextKeys implements vscode.Disposable {
  private readonly sent = new Map<string, boolean>();
  private readonly reached = new Set<Milestone>();
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
        session.onDidReach((milestone) => {
          this.reached.add(milestone);
          update();
        });
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private update(): void {
    const session = this.active.recent;
    const values = contextValues({
      session,
      isActive: this.active.session !== undefined,
      anyJobRuns: this.registry.jobRuns,
      groupsFiltered: this.groups.filterOf(session) !== '',
      reached: this.reached,
    });
    for (const [key, value] of Object.entries(values)) this.set(key, value);
  }

  private set(key: string, value: boolean): void {
    if (this.sent.get(key) === value) return;
    this.sent.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
