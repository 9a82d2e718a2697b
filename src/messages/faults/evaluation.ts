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
  noJudgePrompt: {
    code: 'fileUnreadable',
    message: '{file} holds no prompt "{name}" whose output format is {format}.',
    hint: 'Judge prompts are those of FastChat: single-v1, single-math-v1 and their forms for several turns.',
  },
  questionTwice: { code: 'fileUnreadable', message: '{file} holds question {id} twice.' },
  referencesNeeded: {
    code: 'usage',
    message: 'Question {id} is of {category}, which is judged against a reference answer.',
    hint: 'Name the file of reference answers with --references.',
  },
  referenceMissing: {
    code: 'fileUnreadable',
    message: '{file} lacks reference answers to every turn of question {id}, which is of {category}.',
  },
} as const satisfies Readonly<Record<string, FaultText>>;
