import { ANNOTATION_FAULTS } from './faults/annotation';
import { BATCH_FAULTS } from './faults/batch';
import { DECISION_FAULTS } from './faults/decisions';
import { EVALUATION_FAULTS } from './faults/evaluation';
import { ENGINE_FAULTS } from './faults/engine';
import { JOB_FAULTS } from './faults/jobs';
import { FINE_TUNING_FAULTS } from './faults/fineTuning';
import { FILE_FAULTS } from './faults/files';
import { HUB_FAULTS } from './faults/hub';
import { MODEL_FAULTS } from './faults/models';
import { DATASET_FAULTS } from './faults/datasets';
import { SETTING_FAULTS } from './faults/settings';
import { TRAINING_FAULTS } from './faults/training';
import type { FaultText } from './text';

/** Everything that can go wrong and is told of by code and parameters, by subject. */
export const FAULTS = {
  ...ENGINE_FAULTS,
  ...JOB_FAULTS,
  ...DECISION_FAULTS,
  ...TRAINING_FAULTS,
  ...FINE_TUNING_FAULTS,
  ...ANNOTATION_FAULTS,
  ...EVALUATION_FAULTS,
  ...BATCH_FAULTS,
  ...DATASET_FAULTS,
  ...FILE_FAULTS,
  ...MODEL_FAULTS,
  ...HUB_FAULTS,
  ...SETTING_FAULTS,
} as const satisfies Readonly<Record<string, FaultText>>;

export type FaultId = keyof typeof FAULTS;
