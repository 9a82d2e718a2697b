import * as vscode from 'vscode';
import type { ActiveDataset } from '../activeDataset';
import { COMMANDS } from '../contributions/commands';
import { NEAR_DUPLICATES_VIEW } from '../contributions/views';
import type { DatasetSession } from '../datasets/datasetSession';
import { tellWithUndo } from '../decisions/dialogs';
import { askForFilter } from '../nearDuplicates/askForFilter';
import { chosenNodes } from '../nearDuplicates/chosenNodes';
import type { ClusterTree } from '../nearDuplicates/clusterTree';
import { decideChosen, keepBest, tellRowsApart } from '../nearDuplicates/decideGroups';
import { isGroupNode, type GroupNode } from '../nearDuplicates/groupNodes';

/** Groups of near-duplicates as their tree shows them. */
export type ShownGroups = Pick<ClusterTree, 'chosen' | 'filter' | 'filterOf' | 'groupsOf'>;

interface GroupContext {
  readonly groups: ShownGroups;
  readonly active: Pick<ActiveDataset, 'recent'>;
  /** The dataset that an argument, or the active editor, means. */
  readonly choose: (uri: unknown) => Promise<DatasetSession | undefined>;
}

type GroupCommand = (typeof COMMANDS)[
  'keepBest' | 'keepInGroups' | 'dropInGroups' | 'tellRowApart' | 'filterGroups' | 'showAllGroups'];

/**
 * What is decided about groups of near-duplicates: those of their tree that a command was called on, else those chosen
 * there; and which of them are shown.
 */
export function groupHandlers({
  groups,
  active,
  choose,
}: GroupContext): Readonly<Record<GroupCommand, (target?: unknown, all?: unknown) => Promise<void>>> {
  /** Does something about what is chosen, which is of one dataset. */
  const withChosen =
    (decide: (session: DatasetSession, nodes: readonly GroupNode[]) => Promise<void>) =>
    async (target?: unknown, all?: unknown): Promise<void> => {
      const nodes = chosenNodes(groups.chosen, target, all);
      const [node] = nodes;
      if (node !== undefined) await decide(node.session, nodes);
    };
  const keepBestOf = withChosen((session, nodes) =>
    keepBest(session, [...new Set(nodes.map(({ cluster }) => cluster))], tellWithUndo),
  );
  return {
    [COMMANDS.keepBest]: async (target, all) => {
      if (isGroupNode(target)) return keepBestOf(target, all);
      const session = await choose(target);
      if (session === undefined) return;
      // What a filter hides is not decided about.
      const shown = groups.filterOf(session) === '' ? undefined : groups.groupsOf(session);
      await keepBest(session, shown, tellWithUndo);
    },
    [COMMANDS.keepInGroups]: withChosen((session, nodes) => decideChosen(session, 'keep', nodes, tellWithUndo)),
    [COMMANDS.dropInGroups]: withChosen((session, nodes) => decideChosen(session, 'drop', nodes, tellWithUndo)),
    [COMMANDS.tellRowApart]: withChosen((session, nodes) => tellRowsApart(session, nodes, tellWithUndo)),
    [COMMANDS.filterGroups]: async () => {
      const session = active.recent;
      if (session === undefined) return;
      const text = await askForFilter(session.clusters ?? [], groups.filterOf(session));
      if (text !== undefined) await showFiltered(groups, session, text);
    },
    [COMMANDS.showAllGroups]: async () => {
      if (active.recent !== undefined) await groups.filter(active.recent, '');
    },
  };
}

/** Keys go to the groups then. */
async function showFiltered(groups: ShownGroups, session: DatasetSession, text: string): Promise<void> {
  await vscode.commands.executeCommand(`${NEAR_DUPLICATES_VIEW}.focus`);
  await groups.filter(session, text);
}
