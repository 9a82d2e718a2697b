import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { CalibrationState } from '../../protocol/pages/calibrationPage';
import { chooseDataset } from '../commands/datasetChoice';
import { COMMANDS } from '../contributions/commands';
import { PageStates } from '../pages/pageStates';
import type { PageTab } from '../pages/pageTab';
import { CALIBRATION_PAGE, CalibrationPanel } from './calibrationPanel';

/** Calibrations of the threshold of a dataset. */
export const CALIBRATION_TAB = {
  page: CALIBRATION_PAGE,
  command: COMMANDS.calibrateThreshold,
  choose: chooseDataset,
  title: (dataset) => l10n.t('Threshold: {0}', path.basename(dataset.fsPath)),
  open: (panel, dataset, { storage, ...parts }) =>
    new CalibrationPanel(panel, dataset, {
      ...parts,
      states: new PageStates<CalibrationState>(storage, 'deita.calibrationStates'),
    }),
} as const satisfies PageTab;
