import type { FaultText } from '../text';

const INSPECT = 'deita inspect, or the Problems panel, lists what is wrong.';

/** Of jobs on a dataset: what they are asked for, what they find, what they write. */
export const JOB_FAULTS = {
  noRows: {
    code: 'noUsableRows',
    message: '{file} has no rows.',
    hint: 'A dataset holds one JSON object per line, or a JSON array.',
  },
  noReadableRow: {
    code: 'noUsableRows',
    message: {
      by: 'rows',
      one: 'The only row of {file} cannot be read.{why}',
      other: 'All {rows} rows of {file} cannot be read.{why}',
    },
    hint: INSPECT,
  },
  noRowScored: {
    code: 'scoresMissing',
    message: 'No row has a score; line {line}: {reason}.',
    hint: 'Choose another scorer.',
    quotes: 'reason',
  },
  rowNotComparable: {
    code: 'usage',
    message: 'Row {row} cannot be compared: {problem}',
    hint: 'Choose a good row.',
    quotes: 'problem',
  },
  tooFewNeighbours: { code: 'usage', message: '{count} neighbours cannot be listed.', hint: 'Ask for 1 or more.' },
  sampleSize: {
    code: 'usage',
    message: 'A sample of {rows} rows cannot be compared.',
    hint: 'From 2 to {most}.',
  },
  nothingToCompare: { code: 'usage', message: 'There are no two good rows to compare.' },
  unknownStrategy: { code: 'usage', message: 'There is no strategy "{strategy}".', hint: 'Give {names}.' },
  noScorer: { code: 'usage', message: 'The selection needs scores, and no scorer is given.', hint: 'Give a scorer.' },
  scorerNotListed: { code: 'usage', message: 'That scorer is not in the list.', hint: 'Choose another one.' },
  noRanking: { code: 'usage', message: 'Rows cannot be ranked by {signal}: its values are no numbers.' },
  wrongNumber: { code: 'usage', message: 'The {name} is {value}.', hint: 'Give {expected}.' },
  noThreshold: {
    code: 'usage',
    message: 'No threshold is known.',
    hint: 'Set a threshold; calibrating shows pairs of rows to choose it by.',
  },
  noThresholdFor: {
    code: 'usage',
    message: 'No threshold is known for the embedder {embedder}.',
    hint: 'Set a threshold; calibrating shows pairs of rows to choose it by.',
  },
  otherRowCount: {
    code: 'embeddingsMismatch',
    message: '{file} has {embeddings} rows, the dataset {rows}.',
    hint: 'Give a file with one embedding a row of the dataset, in the same order.',
  },
  otherEmbeddingCount: {
    code: 'embeddingsMismatch',
    message: 'Expected {count} embeddings of {dimensions} dimensions, got {numbers} numbers.',
  },
  outputExists: {
    code: 'outputExists',
    message: '{file} exists.',
    hint: 'Allow overwriting or choose another file.',
  },
  noScoresToExport: { code: 'usage', message: 'There are no scores to export yet.', hint: 'Score or select first.' },
  noSelectionToExport: { code: 'usage', message: 'There is no selection to export yet.', hint: 'Select first.' },
  noSelectionToReport: { code: 'usage', message: 'There is no selection to report yet.', hint: 'Select first.' },
  badHubEndpoint: {
    code: 'usage',
    message: 'The hub’s endpoint is no http(s) address without user name, password and query.',
  },
} as const satisfies Readonly<Record<string, FaultText>>;
