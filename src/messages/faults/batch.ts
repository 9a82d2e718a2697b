import type { FaultText } from '../text';

/** Of folders of batch requests, and of what comes back for them. */
export const BATCH_FAULTS = {
  batchNeedsCache: { code: 'usage', message: 'Batch jobs need the cache: their scores are kept there.' },
  batchNotKept: {
    code: 'outputFailed',
    message: 'Not everything was kept.',
    hint: 'Run it again with another --cache-dir.',
  },
  noResultFiles: { code: 'usage', message: 'There are no result files (.jsonl) there.' },
  noResults: {
    code: 'fileNotFound',
    message: 'There are no results at {place}.',
    hint: 'Say where they are with --results.',
  },
  submittedElsewhere: { code: 'usage', message: 'These requests were submitted to {known}, not to {asked}.' },
  foreignFile: {
    code: 'fileUnreadable',
    message: '"{name}" is no file of requests that deita batch export writes.',
  },
  requestTooLarge: { code: 'usage', message: 'A request of {bytes} bytes is larger than a batch file may be.' },
  wrongReference: {
    code: 'serverAnswer',
    message:
      'The reference example scores {found}, the released quality scorer gives {expected}: it is another model, or the prompts were changed on their way. Nothing was taken up.',
    hint: 'Run the files again with --chat-template {template}, as README.txt beside them says.',
  },
  noBatchFolder: {
    code: 'fileNotFound',
    message: '{folder} is no folder of batch requests.',
    hint: 'Make one with deita batch export.',
  },
  batchSubmitted: {
    code: 'usage',
    message: 'The requests in {folder} have been submitted: import their results, or export into another folder.',
  },
  holdsBatch: { code: 'outputExists', message: '{folder} holds a batch already.' },
} as const satisfies Readonly<Record<string, FaultText>>;
