import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { SelectionsState } from '../../protocol/pages/selectionsPage';
import { chooseDataset } from '../commands/datasetChoice';
import { COMMANDS } from '../contributions/commands';
import { PageStates } from '../pages/pageStates';
import type { PageTab } from '../pages/pageTab';
import { SELECTIONS_PAGE, SelectionsPanel } from './selectionsPanel';

/** Comparisons of selections of a dataset. */
export const SELECTIONS_TAB = {
  page: SELECTIONS_PAGE,
  command: COMMANDS.compareRuns,
  choose: chooseDataset,
  title: (dataset) => l10n.t('Selections: {0}', path.basename(dataset.fsPath)),
  open: (panel, dataset, { storage, ...parts }) =>
    new SelectionsPanel(panel, dataset, {
      ...parts,
      states: new PageStates<SelectionsState>(storage, 'deita.selectionsStates'),
    }),
} as const satisfies PageTab;
