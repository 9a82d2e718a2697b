import path from 'node:path';
import type { ChainsState } from '../../protocol/pages/chainsPage';
import { COMMANDS } from '../contributions/commands';
import { PageStates } from '../pages/pageStates';
import type { PageTab } from '../pages/pageTab';
import { CHAINS_PAGE, ChainsPanel } from './chainsPanel';
import { chooseRun } from './chooseRun';

/** The chains of an annotation run. */
export const CHAINS_TAB = {
  page: CHAINS_PAGE,
  command: COMMANDS.inspectRun,
  choose: chooseRun,
  title: (run) => path.basename(run.fsPath),
  open: (panel, run, { storage, ...parts }) =>
    new ChainsPanel(panel, run, { ...parts, states: new PageStates<ChainsState>(storage, 'deita.chainsStates') }),
} as const satisfies PageTab;
