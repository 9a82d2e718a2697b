import type { Text } from '../text';

/** What to do about files, and in what annotation runs differ. */
export const FILE_PHRASES = {
  startAnotherRun: 'Start another run.',
  exportAgain: 'Export again.',
  checkBatches: 'Check which batches exist at the endpoint.',
  otherScorerFolder: 'Name a folder that deita evol train made, or train again.',
  'annotate.pilot': 'Pilot',
  'annotate.all': 'Annotating',
  'run.content': 'the file’s content',
  'run.prompts': 'the prompts of this version',
  'run.fields': 'the mapping of fields',
  'run.parameter': '{name} {kept}, not {wanted}',
} as const satisfies Readonly<Record<string, Text>>;
