import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { chooseDataset } from '../commands/datasetChoice';
import { COMMANDS } from '../contributions/commands';
import type { PageTab } from '../pages/pageTab';
import { COMPARISON_PAGE, ComparisonPanel } from './comparisonPanel';

/** Comparisons of scorers on a dataset. */
export const COMPARISON_TAB = {
  page: COMPARISON_PAGE,
  command: COMMANDS.compareScorers,
  choose: chooseDataset,
  title: (dataset) => l10n.t('Scorers: {0}', path.basename(dataset.fsPath)),
  open: (panel, dataset, parts) => new ComparisonPanel(panel, dataset, parts),
} as const satisfies PageTab;
