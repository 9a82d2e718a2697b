import { COMMANDS } from '../contributions/commands';
import type { DatasetSession } from '../datasets/datasetSession';
import { compareChosen, type SelectionStates } from './compareChosen';
import { keepRun } from './keepRun';
import { isRunNode, type ChosenRun } from './listedRuns';
import { deleteRuns, exportRun, openManifest, openRun, renameRun, type RunHome } from './runCommands';
import type { RunTree } from './runTree';

interface RunContext extends RunHome {
  readonly runs: Pick<RunTree, 'chosen' | 'refresh'>;
  readonly selections: SelectionStates;
  /** The dataset that a command's argument names, else the one that is looked at. */
  readonly chooseSession: (argument: unknown) => Promise<DatasetSession | undefined>;
}

type RunHandler = (...args: unknown[]) => unknown;

type RunCommand = (typeof COMMANDS)[
  'keepRun' | 'openRun' | 'openManifest' | 'exportRun' | 'renameRun' | 'deleteRun' | 'compareChosenRuns'];

/** What is done with runs that are kept: those of the tree that a command was called on, else those chosen there. */
export function runHandlers({
  jobs,
  strategy,
  runs,
  selections,
  chooseSession,
}: RunContext): Readonly<Record<RunCommand, RunHandler>> {
  const withSession = async (uri: unknown, run: (session: DatasetSession) => Promise<unknown>): Promise<void> => {
    const session = await chooseSession(uri);
    if (session !== undefined) await run(session);
  };
  const home = { jobs, strategy };
  /** After what changes the list. */
  const thenRefreshed = async (change: Promise<unknown> | undefined): Promise<void> => {
    await change;
    runs.refresh();
  };
  return {
    [COMMANDS.keepRun]: (uri, name) =>
      thenRefreshed(withSession(uri, (session) => keepRun(session, jobs, typeof name === 'string' ? name : undefined))),
    [COMMANDS.openRun]: (target) =>
      isRunNode(target)
        ? withSession(target.dataset, (session) => openRun(session, home, target.run))
        : withSession(target, (session) => openRun(session, home)),
    [COMMANDS.openManifest]: (uri) => withSession(uri, (session) => openManifest(session, home)),
    [COMMANDS.exportRun]: (target) => {
      const [node] = chosenRuns(runs, target);
      return node && withSession(node.dataset, (session) => exportRun(session, home, node.run));
    },
    [COMMANDS.renameRun]: (target) => {
      const [node] = chosenRuns(runs, target);
      return thenRefreshed(node && renameRun(node.dataset, node.run));
    },
    [COMMANDS.deleteRun]: (target, all) =>
      thenRefreshed(deleteRuns(chosenRuns(runs, target, all).map(({ run }) => run))),
    [COMMANDS.compareChosenRuns]: (target, all) => {
      const chosen = chosenRuns(runs, target, all);
      const dataset = isRunNode(target) ? target.dataset : chosen[0]?.dataset;
      const compared = chosen.filter((each) => each.dataset.fsPath === dataset?.fsPath).map(({ run }) => run);
      return dataset && withSession(dataset, (session) => compareChosen(session, compared, selections));
    },
  };
}

/** A menu names the run it was called on and all that are chosen; a key names none. */
function chosenRuns({ chosen }: Pick<RunTree, 'chosen'>, target?: unknown, all?: unknown): readonly ChosenRun[] {
  const several = Array.isArray(all) ? all.filter(isRunNode) : [];
  if (several.length > 0) return several;
  return isRunNode(target) ? [target] : chosen;
}
