import type { FaultText } from '../text';

/** Of evaluations: benchmark files, outputs of models, their results. */
export const EVALUATION_FAULTS = {
  recordUnusable: { code: 'fileUnreadable', message: 'Record {record} of {file} cannot be used: {problem}.' },
  noRecords: { code: 'fileUnreadable', message: '{file} holds no records.' },
  noSharedInstructions: {
    code: 'noUsableRows',
    message: '{a} and {b} answer no instruction in common.',
    hint: 'Both files need the outputs of one set of instructions, each as it stands in the other.',
  },
} as const satisfies Readonly<Record<string, FaultText>>;
