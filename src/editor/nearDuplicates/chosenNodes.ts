import type { NearDuplicateCluster, NearDuplicateRow } from '../../protocol/nearDuplicates';
import type { ComparedRows } from '../../protocol/pages/pageCommands';
import { firstOf, isGroupNode, isRowNode, type GroupNode } from './groupNodes';

/**
 * The entries of the tree that a command is about: a menu names the one it was called on and, where that is among several
 * chosen ones, all of these; a key names none.
 * @param chosen those that are chosen in the tree
 */
export function chosenNodes(chosen: readonly GroupNode[], target?: unknown, all?: unknown): readonly GroupNode[] {
  const several = Array.isArray(all) ? all.filter(isGroupNode) : [];
  if (several.length > 0) return several;
  return isGroupNode(target) ? [target] : chosen;
}

/** The rows that are chosen, by their groups, each once: of a group that is chosen itself all of them. */
export function chosenRows(nodes: readonly GroupNode[]): Map<NearDuplicateCluster, ReadonlySet<number>> {
  const chosen = new Map<NearDuplicateCluster, Set<number>>();
  for (const node of nodes) {
    const rows = isRowNode(node) ? [node.row] : node.cluster.rows;
    const before = chosen.get(node.cluster) ?? [];
    chosen.set(node.cluster, new Set([...before, ...rows.map(({ rowIndex }) => rowIndex)]));
  }
  return chosen;
}

/**
 * The two rows that are to be compared: those that are chosen; of one alone, it and the row that its group is compared
 * with; of that one, or of a group, the one that is most similar to it.
 * @returns undefined when more are chosen, none, or one twice
 */
export function comparedRows(nodes: readonly GroupNode[]): ComparedRows | undefined {
  const [node, another, more] = nodes;
  if (node === undefined || more !== undefined) return undefined;
  const row = rowOf(node);
  const other = another === undefined ? counterpartOf(node) : rowOf(another);
  if (row === undefined || other === undefined || row.rowIndex === other.rowIndex) return undefined;
  return { rowIndex: row.rowIndex, otherRowIndex: other.rowIndex };
}

function rowOf(node: GroupNode): NearDuplicateRow | undefined {
  return isRowNode(node) ? node.row : firstOf(node);
}

function counterpartOf(node: GroupNode): NearDuplicateRow | undefined {
  const [first, nearest] = node.cluster.rows;
  return rowOf(node)?.rowIndex === first?.rowIndex ? nearest : first;
}
