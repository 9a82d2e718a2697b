import { COMMANDS } from '../contributions/commands';
import type { DatasetSession } from '../datasets/datasetSession';
import { tellWithUndo } from '../decisions/dialogs';
import { keepBest, tellRowApart } from '../nearDuplicates/decideGroups';
import { isGroupNode, isRowNode } from '../nearDuplicates/groupNodes';

type GroupCommand = (typeof COMMANDS)['keepBest' | 'tellRowApart'];

/**
 * What is decided about groups of near-duplicates; called with an entry of their tree, or for all groups of a dataset.
 * @param choose the dataset that an argument, or the active editor, means
 */
export function groupHandlers(
  choose: (uri: unknown) => Promise<DatasetSession | undefined>,
): Readonly<Record<GroupCommand, (target: unknown) => Promise<void>>> {
  return {
    [COMMANDS.keepBest]: async (target) => {
      if (isGroupNode(target)) return keepBest(target.session, target.cluster, tellWithUndo);
      const session = await choose(target);
      if (session !== undefined) await keepBest(session, undefined, tellWithUndo);
    },
    [COMMANDS.tellRowApart]: async (target) => {
      if (isGroupNode(target) && isRowNode(target))
        await tellRowApart(target.session, target.cluster, target.row, tellWithUndo);
    },
  };
}
