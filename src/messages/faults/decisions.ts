import type { FaultText } from '../text';

/** Of decisions by hand. */
export const DECISION_FAULTS = {
  noDecisionFile: {
    code: 'fileNotFound',
    message: 'There are no decisions in {file}: the file does not exist.',
    hint: 'Name a decisions.jsonl, as it stands in the folder beside a dataset.',
  },
  decisionsUnreadable: { code: 'fileUnreadable', message: 'The decisions in {file} cannot be read: {reason}.' },
  decisionsNotKept: {
    code: 'outputFailed',
    message: 'The decision cannot be kept in {file}: {reason}.',
    hint: 'Check the folder’s permissions and the space on the disk.',
  },
  editsInPackedFile: {
    code: 'editsNotApplied',
    message: 'Edits are not written into {file}, which is {container}.',
    hint: 'Export the rows: what is exported has the edited texts.',
  },
  editWithoutPlace: {
    code: 'editsNotApplied',
    message: 'Line {line} does not have a text that was edited in it; nothing was written.',
  },
  noEdits: { code: 'editsNotApplied', message: 'No text of {file} is edited.' },
  unsavedFile: {
    code: 'editsNotApplied',
    message: '{file} has unsaved changes in an editor.',
    hint: 'Save or revert them first.',
  },
  noTextToEdit: { code: 'editsNotApplied', message: 'Line {line} has no text in {pointer}.' },
  unreadableEdit: { code: 'editsNotApplied', message: 'The row could not be read with this text: {reason}' },
  fileChangedSinceEdits: {
    code: 'editsNotApplied',
    message: '{file} has changed since the edits were written into it: they are not taken back.',
    hint: 'The file from before is {backup}.',
  },
  editedTable: {
    code: 'outputFailed',
    message: 'Rows with edited texts cannot be written to a table such as {file}.',
    hint: 'Name a .jsonl or .json file.',
  },
  tooManyPairsApart: {
    code: 'usage',
    message:
      'This would say of {pairs} pairs of rows that they are not the same; at most {most} are said to be at once.',
    hint: 'Choose fewer rows.',
  },
  moreKeptThanBudget: {
    code: 'keptRowsExceedBudget',
    message: {
      by: 'kept',
      one: 'One row is kept by hand, which is more than the budget of {budget}.',
      other: '{kept} rows are kept by hand, which is more than the budget of {budget}.',
    },
    hint: 'Raise the budget, or keep fewer rows.',
  },
  moreKeptThanTokens: {
    code: 'keptRowsExceedBudget',
    message: {
      by: 'kept',
      one: 'The row that is kept by hand has {tokens} tokens, which is more than the budget of {budget}.',
      other: 'The {kept} rows that are kept by hand have {tokens} tokens, which is more than the budget of {budget}.',
    },
    hint: 'Raise the budget, or keep fewer rows.',
  },
} as const satisfies Readonly<Record<string, FaultText>>;
