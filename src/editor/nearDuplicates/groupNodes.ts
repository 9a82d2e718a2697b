import type { NearDuplicateCluster, NearDuplicateRow } from '../../protocol/nearDuplicates';
import type { DatasetSession } from '../datasets/datasetSession';

/** What a menu of the tree is about. */
export type GroupNode = ClusterNode | RowNode;

export interface ClusterNode {
  readonly session: DatasetSession;
  readonly cluster: NearDuplicateCluster;
}

export interface RowNode extends ClusterNode {
  readonly row: NearDuplicateRow;
}

export function isRowNode(node: GroupNode): node is RowNode {
  return 'row' in node;
}

/** Whether a command's argument is an entry of the tree: key bindings and other extensions may pass anything. */
export function isGroupNode(value: unknown): value is GroupNode {
  return typeof value === 'object' && value !== null && 'session' in value && 'cluster' in value;
}

/** Of a group, the row that the others are compared with. */
export function firstOf({ cluster }: ClusterNode): NearDuplicateRow | undefined {
  return cluster.rows[0];
}
