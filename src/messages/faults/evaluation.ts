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
    hint: 'Judge prompts are those of FastChat: single-v1 and single-math-v1, of two models pair-v2 and pair-math-v1, and their forms for several turns.',
  },
  questionTwice: { code: 'fileUnreadable', message: '{file} holds question {id} twice.' },
  referencesNeeded: {
    code: 'usage',
    message: 'Question {id} is of {category}, which is judged against a reference answer.',
    hint: 'Name the file of reference answers.',
  },
  noAnsweredQuestion: {
    code: 'noUsableRows',
    message: '{file} answers none of the questions of {questions}.',
    hint: 'Answers are lines of FastChat: question_id as in the questions, model_id, choices with turns.',
  },
  referenceMissing: {
    code: 'fileUnreadable',
    message: '{file} lacks reference answers to every turn of question {id}, which is of {category}.',
  },
  sheetExists: {
    code: 'outputExists',
    message: '{folder} holds a sheet already.',
    hint: 'Open that sheet, or name another folder.',
  },
  badAnnotator: {
    code: 'usage',
    message: '"{name}" cannot name an annotator.',
    hint: 'Use up to 40 letters, digits, spaces, dots, hyphens and underscores, a letter or digit first.',
  },
  votesOfNobody: {
    code: 'fileUnreadable',
    message: '{file} is not named after an annotator.',
    hint: 'Name it after the one whose votes it holds, or move it out of the folder of votes.',
  },
  noItemLine: {
    code: 'fileUnreadable',
    message: 'Line {line} of {file} is no prompt with two answers.',
    hint: 'Begin the sheet again in another folder.',
  },
  noVoteLine: {
    code: 'fileUnreadable',
    message: 'Line {line} of {file} is no vote.',
    hint: 'Take the damaged line away; its vote is asked for again.',
  },
  sheetNotDone: {
    code: 'usage',
    message: 'Not everybody who began the sheet has voted on every prompt.',
    hint: 'The result, which names the models, is there once they have.',
  },
  noSheetItem: { code: 'usage', message: 'The sheet has no item {item}.' },
} as const satisfies Readonly<Record<string, FaultText>>;
