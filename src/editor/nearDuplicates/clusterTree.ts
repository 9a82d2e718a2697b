import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import { formatCount, formatThreshold } from '../../wording/numbers';
import { rows } from '../../wording/counts';
import type { ActiveDataset } from '../activeDataset';
import { NEAR_DUPLICATES_VIEW } from '../contributions/views';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import { clusterItem, isRowNode, rowItem, type ClusterNode, type GroupNode, type RowNode } from './groupNodes';

/** Groups of near-duplicates of the dataset that was looked at last; each entry is a jump to its row. */
export class ClusterTree implements vscode.TreeDataProvider<GroupNode>, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<undefined>();
  private readonly subscriptions: Subscription[];
  private readonly view: vscode.TreeView<GroupNode>;
  private shown: DatasetSession | undefined;

  readonly onDidChangeTreeData = this.emitter.event;

  constructor(
    registry: DatasetRegistry,
    private readonly active: ActiveDataset,
  ) {
    this.view = vscode.window.createTreeView(NEAR_DUPLICATES_VIEW, { treeDataProvider: this, showCollapseAll: true });
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

  getChildren(parent?: GroupNode): GroupNode[] {
    if (parent === undefined) return this.groups();
    return isRowNode(parent) ? [] : parent.cluster.rows.map((row): RowNode => ({ ...parent, row }));
  }

  getParent(node: GroupNode): ClusterNode | undefined {
    return isRowNode(node) ? { session: node.session, cluster: node.cluster } : undefined;
  }

  getTreeItem(node: GroupNode): vscode.TreeItem {
    return isRowNode(node) ? rowItem(node) : clusterItem(node);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.emitter.dispose();
  }

  private refresh(): void {
    this.view.message = messageOf(this.active.recent) ?? '';
    this.emitter.fire(undefined);
  }

  private groups(): ClusterNode[] {
    const session = this.active.recent;
    this.shown = session;
    return (session?.clusters ?? []).map((cluster) => ({ session: session as DatasetSession, cluster }));
  }

  /** Selects the row that the table has its focus on, where it is in a group and the tree is in sight. */
  private follow(session: DatasetSession, rowIndex: number): void {
    if (!this.view.visible || session !== this.shown) return;
    const [selected] = this.view.selection;
    if (selected !== undefined && isRowNode(selected) && selected.row.rowIndex === rowIndex) return;
    for (const cluster of session.clusters ?? []) {
      const row = cluster.rows.find((each) => each.rowIndex === rowIndex);
      if (row === undefined) continue;
      // A tree that has changed meanwhile has nothing to select.
      this.view.reveal({ session, cluster, row }, { select: true, focus: false }).then(undefined, () => undefined);
      return;
    }
  }
}

/** How many groups there are of how many rows, and above which similarity; none before a search and where it found none. */
function messageOf(session: DatasetSession | undefined): string | undefined {
  const found = session?.info.nearDuplicates;
  if (found === undefined || found.groups === 0) return undefined;
  const threshold = formatThreshold(found.threshold);
  return found.groups === 1
    ? l10n.t('1 group of {0}, more similar than {1}', rows(found.rows), threshold)
    : l10n.t('{0} groups of {1}, more similar than {2}', formatCount(found.groups), rows(found.rows), threshold);
}
