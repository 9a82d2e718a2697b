import * as vscode from 'vscode';
import { proposedBudgets } from '../../choices/curveBudgets';
import type { KeptRun } from '../../dataset/keptRuns';
import type { SelectionsState } from '../../protocol/pages/selectionsPage';
import { COMMANDS } from '../contributions/commands';
import type { DatasetSession } from '../datasets/datasetSession';
import type { PageStates } from '../pages/pageStates';

/** How the pages that compare selections are left. */
export type SelectionStates = Pick<PageStates<SelectionsState>, 'get' | 'set'>;

/** Opens the page that compares selections, with these runs chosen and compared. */
export async function compareChosen(
  { uri, info }: DatasetSession,
  runs: readonly KeptRun[],
  states: SelectionStates,
): Promise<void> {
  const left = states.get(uri) ?? { budgets: proposedBudgets({}, info.rowCount), curved: false };
  await states.set(uri, { ...left, chosen: runs.map(({ name }) => name), compared: true });
  await vscode.commands.executeCommand(COMMANDS.compareRuns, uri);
}
