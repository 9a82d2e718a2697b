import type { FaultText } from '../text';

/** Of training that is prepared for a trainer. */
export const FINE_TUNING_FAULTS = {
  gpusDoNotFit: {
    code: 'usage',
    message: 'A batch of {batch} rows cannot be split evenly by {gpus} GPUs.',
    hint: 'Give one of these numbers of GPUs: {fitting}.',
  },
  folderNotEmpty: {
    code: 'outputExists',
    message: '{folder} is not empty.',
    hint: 'Choose another folder, or allow overwriting.',
  },
  resultsInFolder: {
    code: 'outputExists',
    message: '{folder} holds results of an earlier training, which would be taken for those of the new rows.',
    hint: 'Choose another folder, or move the results away.',
  },
  sourceInFolder: {
    code: 'usage',
    message: '{file} lies in {folder}, which would be written.',
    hint: 'Choose another folder.',
  },
  allRowsRefused: {
    code: 'noUsableRows',
    message: '{trainer} would refuse every row of {file}; the first one: {reason}',
    hint: 'refused.jsonl in the folder lists all of them.',
    quotes: 'reason',
  },
  poolTooSmall: {
    code: 'noUsableRows',
    message: {
      by: 'found',
      one: '{file} has only one row for a baseline of {wanted}.',
      other: '{file} has only {found} rows for a baseline of {wanted}.',
    },
    hint: 'Give the file that the selection was made of, or leave baselines out.',
  },
  otherPool: {
    code: 'fileChanged',
    message: '{file} is not as it was when the selection was made.',
    hint: 'Name the pool of the baselines, or leave baselines out.',
  },
  otherRows: {
    code: 'fileChanged',
    message: '{file} is not as it was when the selection was made.',
    hint: 'Select again. Rows that were changed by hand need the pool that they come from, or no baselines.',
  },
  noPairs: {
    code: 'noUsableRows',
    message: 'No row of {file} makes a pair; the first one: {reason}',
    hint: 'refused.jsonl in the folder lists all of them.',
    quotes: 'reason',
  },
  badChatTemplate: { code: 'modelUnsupported', message: 'The chat template of {folder} cannot be read: {reason}' },
  noChatTemplate: {
    code: 'modelUnsupported',
    message: '{folder} has no chat template.',
    hint: 'Give the tokenizer of a chat model, or one of the paper’s recipes, which have a template of their own.',
  },
  rowRefused: { code: 'usage', message: 'Row {row} cannot be rendered: {reason}', quotes: 'reason' },
  rowNotThere: { code: 'usage', message: '{file} has no row {row}.', hint: 'Rows are counted from 0.' },
} as const satisfies Readonly<Record<string, FaultText>>;
