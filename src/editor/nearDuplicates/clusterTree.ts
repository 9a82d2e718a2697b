import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import type { NearDuplicateCluster } from '../../protocol/nearDuplicates';
import type { ActiveDataset } from '../activeDataset';
import { NEAR_DUPLICATES_VIEW } from '../contributions/views';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import { groupsWith, rowTest } from './groupFilter';
import { badgeOf, messageOf } from './groupSummary';
import { clusterItem, rowItem } from './groupItems';
import { isRowNode, type ClusterNode, type GroupNode, type RowNode } from './groupNodes';

/**
 * Groups of near-duplicates of the dataset that was looked at last; each entry is a jump to its row. Each dataset has a
 * filter of its own.
 */
export class ClusterTree implements vscode.TreeDataProvider<GroupNode>, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<undefined>();
  private readonly subscriptions: Subscription[];
  private readonly view: vscode.TreeView<GroupNode>;
  /** Texts that groups are filtered by. */
  private readonly filters = new WeakMap<DatasetSession, string>();
  private shown: DatasetSession | undefined;

  readonly onDidChangeTreeData = this.emitter.event;

  constructor(
    registry: DatasetRegistry,
    private readonly active: ActiveDataset,
  ) {
    this.view = vscode.window.createTreeView(NEAR_DUPLICATES_VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.subscriptions = [
      this.view,
      active.onDidChange(() => {
        if (this.shown !== active.recent) this.refresh();
      }),
      registry.onDidOpen((session) => {
        session.onDidChangeClusters(() => this.refresh());
        session.onDidFocusRow((rowIndex) => this.follow(session, rowIndex));
      }),
    ];
  }

  /** The entries that are chosen. */
  get chosen(): readonly GroupNode[] {
    return this.view.selection;
  }

  /** What the groups of a dataset are filtered by; empty = they are not. */
  filterOf(session: DatasetSession | undefined): string {
    return (session && this.filters.get(session)) ?? '';
  }

  /** Those of a dataset that its filter lets through. */
  groupsOf(session: DatasetSession): readonly NearDuplicateCluster[] {
    return groupsWith(session.clusters ?? [], this.filterOf(session));
  }

  /** Shows the groups with a text, or of a line, alone, and goes to the first row that is found; empty = all groups. */
  async filter(session: DatasetSession, text: string): Promise<void> {
    this.filters.set(session, text.trim());
    this.refresh();
    const isFound = rowTest(text);
    const [cluster] = this.groupsOf(session);
    const row = isFound && cluster?.rows.find(isFound);
    if (session !== this.active.recent || cluster === undefined || row === undefined) return;
    await this.view.reveal({ session, cluster, row }, { select: true, focus: true });
  }

  getChildren(parent?: GroupNode): GroupNode[] {
    if (parent === undefined) return this.groups();
    return isRowNode(parent) ? [] : parent.cluster.rows.map((row): RowNode => ({ ...parent, row }));
  }

  getParent(node: GroupNode): ClusterNode | undefined {
    return isRowNode(node) ? { session: node.session, cluster: node.cluster } : undefined;
  }

  getTreeItem(node: GroupNode): vscode.TreeItem {
    if (!isRowNode(node)) return clusterItem(node);
    return rowItem(node, rowTest(this.filterOf(node.session))?.(node.row) === true);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.emitter.dispose();
  }

  private refresh(): void {
    const { recent } = this.active;
    this.view.message = messageOf(recent?.info.nearDuplicates, this.filterOf(recent), recent && this.groupsOf(recent));
    this.view.badge = badgeOf(recent?.info.nearDuplicates);
    this.emitter.fire(undefined);
  }

  private groups(): ClusterNode[] {
    const session = this.active.recent;
    this.shown = session;
    return session === undefined ? [] : this.groupsOf(session).map((cluster) => ({ session, cluster }));
  }

  /** Selects the row that the table has its focus on, where it is in a group and the tree is in sight. */
  private follow(session: DatasetSession, rowIndex: number): void {
    if (!this.view.visible || session !== this.shown) return;
    const [selected, another] = this.view.selection;
    if (another !== undefined) return; // Several are chosen for what is done next.
    if (selected !== undefined && isRowNode(selected) && selected.row.rowIndex === rowIndex) return;
    for (const cluster of this.groupsOf(session)) {
      const row = cluster.rows.find((each) => each.rowIndex === rowIndex);
      if (row === undefined) continue;
      // A tree that has changed meanwhile has nothing to select.
      this.view.reveal({ session, cluster, row }, { select: true, focus: false }).then(undefined, () => undefined);
      return;
    }
  }
}
