import type { Text } from '../text';

/** What has a dataset to itself, at the beginning of a sentence. */
export const JOB_NAMES = {
  'job.inspect': 'An inspection',
  'job.score': 'Scoring',
  'job.estimate': 'An estimate',
  'job.select': 'A selection',
  'job.curve': 'A budget curve',
  'job.compare': 'A comparison of selections',
  'job.signals': 'A reading of signals',
  'job.embed': 'Embedding',
  'job.nearDuplicates': 'A search for near-duplicates',
  'job.calibrate': 'A calibration',
  'job.neighbours': 'A search for neighbours',
  'job.compareScorers': 'A comparison of scorers',
  'job.report': 'Writing a report',
  'job.openRun': 'Opening a run',
  'job.export': 'An export',
  'job.applyEdits': 'Writing edits into the file',
  'job.import': 'An import',
} as const satisfies Readonly<Record<string, Text>>;

export type JobName = keyof typeof JOB_NAMES;
