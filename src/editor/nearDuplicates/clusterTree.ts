import { rows } from '../../wording/counts';
import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import type { NearDuplicateCluster, NeighbourPreview } from '../../protocol/dataset';
import { describeSimilarity } from '../../wording/rowCard';
import { formatCount } from '../../wording/numbers';
import type { ActiveDataset } from '../activeDataset';
import { INTERNAL_COMMANDS } from '../contributions/commands';
import { NEAR_DUPLICATES_VIEW } from '../contributions/views';
import { plainLabel } from '../plainLabel';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import type { RevealArguments } from '../textEditor/commandLinks';

type Node = ClusterNode | RowNode;

interface ClusterNode {
  readonly session: DatasetSession;
  readonly cluster: NearDuplicateCluster;
  readonly index: number;
}

interface RowNode {
  readonly session: DatasetSession;
  readonly row: NeighbourPreview;
  readonly isFirst: boolean;
}

/** Clusters of the dataset that was looked at last; each entry is a jump to its row. */
export class ClusterTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<undefined>();
  private readonly subscriptions: Subscription[];
  private shown: DatasetSession | undefined;

  readonly onDidChangeTreeData = this.emitter.event;

  constructor(
    registry: DatasetRegistry,
    private readonly active: ActiveDataset,
  ) {
    this.subscriptions = [
      vscode.window.createTreeView(NEAR_DUPLICATES_VIEW, { treeDataProvider: this, showCollapseAll: true }),
      active.onDidChange(() => {
        if (this.shown !== active.recent) this.emitter.fire(undefined);
      }),
      registry.onDidOpen((session) => session.onDidChangeClusters(() => this.emitter.fire(undefined))),
    ];
  }

  getChildren(parent?: Node): Node[] {
    if (parent === undefined) return this.clusters();
    if (!('cluster' in parent)) return [];
    const { session, cluster } = parent;
    return cluster.rows.map((row, index) => ({ session, row, isFirst: index === 0 }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return 'cluster' in node ? clusterItem(node) : rowItem(node);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.emitter.dispose();
  }

  private clusters(): ClusterNode[] {
    const session = this.active.recent;
    this.shown = session;
    return (session?.clusters ?? []).map((cluster, index) => ({ session: session as DatasetSession, cluster, index }));
  }
}

function clusterItem({ session, cluster, index }: ClusterNode): vscode.TreeItem {
  const first = plainLabel(cluster.rows[0]?.preview ?? '');
  const item = new vscode.TreeItem(first, vscode.TreeItemCollapsibleState.Collapsed);
  const count = rows(cluster.rows.length);
  item.id = `${session.info.datasetId}/${index}`;
  item.description = count;
  item.iconPath = new vscode.ThemeIcon('layers');
  item.accessibilityInformation = { label: `Cluster of ${count}: ${first}` };
  return item;
}

function rowItem({ session, row, isFirst }: RowNode): vscode.TreeItem {
  const line = `Line ${formatCount(row.lineNumber)}`;
  const similarity = isFirst ? undefined : describeSimilarity(row);
  const item = new vscode.TreeItem(line);
  const preview = plainLabel(row.preview);
  item.description = similarity === undefined ? preview : `${similarity}  ${preview}`;
  item.iconPath = new vscode.ThemeIcon(row.status === 'selected' ? 'check' : 'circle-small');
  item.accessibilityInformation = { label: accessibleLabel(line, similarity, row) };
  const target: RevealArguments = {
    uri: session.uri.toString(),
    rowIndex: row.rowIndex,
    lineNumber: row.lineNumber,
  };
  item.command = { command: INTERNAL_COMMANDS.revealRow, title: 'Go to Row', arguments: [target] };
  return item;
}

function accessibleLabel(line: string, similarity: string | undefined, { status, preview }: NeighbourPreview): string {
  const parts = [line];
  if (status === 'selected') parts.push('selected');
  if (similarity !== undefined) parts.push(`similarity ${similarity}`);
  return `${parts.join(', ')}: ${plainLabel(preview)}`;
}
