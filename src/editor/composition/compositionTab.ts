import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { CompositionState } from '../../protocol/pages/compositionPage';
import { chooseDataset } from '../commands/datasetChoice';
import { COMMANDS } from '../contributions/commands';
import { closeWithTable } from '../pages/closeWithTable';
import { PageStates } from '../pages/pageStates';
import type { PageTab } from '../pages/pageTab';
import { COMPOSITION_PAGE, CompositionPanel } from './compositionPanel';

/** Selections beside their pools; of use beside the table, they are closed with it. */
export const COMPOSITION_TAB = {
  page: COMPOSITION_PAGE,
  command: COMMANDS.compareWithPool,
  choose: chooseDataset,
  title: (dataset) => l10n.t('Pool: {0}', path.basename(dataset.fsPath)),
  open: (panel, dataset, { storage, ...parts }) => {
    const states = new PageStates<CompositionState>(storage, 'deita.compositionStates');
    const page = new CompositionPanel(panel, dataset, { ...parts, states });
    const closing = closeWithTable(panel, dataset);
    return {
      dispose: () => {
        closing.dispose();
        page.dispose();
      },
    };
  },
} as const satisfies PageTab;
