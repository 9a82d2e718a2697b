import type { FaultText } from '../text';

const SIGNAL_NAMES = 'Signals are {names}, and field:PATH.';
const QUOTA =
  'Give SIGNAL=30% (of every value at most that share), or SIGNAL=VALUE:CAP,VALUE:CAP; values with ":" or "," as JSON strings.';
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
  needsEmbedder: { code: 'usage', message: '{strategy} needs an embedder.' },
  needsTags: { code: 'usage', message: '{strategy} needs tags: the name of a signal, such as field:tags.' },
  needsTargets: { code: 'usage', message: '{strategy} needs the file with the rows that are wanted.' },
  noScorerForSignals: { code: 'usage', message: 'Scored signals need a scorer.', hint: 'Give a scorer.' },
  otherTagCount: {
    code: 'embeddingsMismatch',
    message: {
      by: 'rows',
      one: '{file} has one row, the number of different tags is {tags}.',
      other: '{file} has {rows} rows, the number of different tags is {tags}.',
    },
    hint: 'Give a row for each tag, in the order in which they are first met in the file.',
  },
  noTags: {
    code: 'noUsableRows',
    message: 'No row has a tag by {signal}.',
    hint: 'Name a field that holds tags, such as field:tags, or have a judge give them.',
  },
  otherTargetDimensions: {
    code: 'embeddingsMismatch',
    message: '{file} has {found} dimensions, the embeddings of the dataset {dimensions}.',
    hint: 'Give embeddings of the same model.',
  },
  noTargets: {
    code: 'noUsableRows',
    message: '{file} has no rows to be like.',
    hint: 'Give rows that can be read and embedded.',
  },
  joinedRowCount: {
    code: 'usage',
    message: {
      by: 'rows',
      one: '{file} has one row, the dataset {dataset}: by order they do not belong together.',
      other: '{file} has {rows} rows, the dataset {dataset}: by order they do not belong together.',
    },
    hint: 'Name the field that both have, such as id, to join them by it.',
  },
  noJoinField: {
    code: 'usage',
    message: 'No row of {file} has a number or a text as {field}, to be joined by.',
    hint: 'Join by a field that both files have. Fields of {file}: {fields}.',
  },
  joinedKeyTwice: {
    code: 'usage',
    message: '{file} has several rows whose {field} is {key}: which one belongs to a row is not known.',
    hint: 'Join by a field that no two rows share.',
  },
  rowNotInPool: { code: 'usage', message: '{file} holds a row that is not in {pool}.' },
  runOfOtherRows: {
    code: 'usage',
    message: {
      by: 'rows',
      one: '"{name}" was selected from another dataset: it had one row, this one has {dataset}.',
      other: '"{name}" was selected from another dataset: it had {rows} rows, this one has {dataset}.',
    },
  },
  runNamedTwice: { code: 'usage', message: 'Two runs have the same name.' },
  runNamedAsBaseline: {
    code: 'usage',
    message: 'A run is called "{name}", as one of the baselines is.',
    hint: 'Give its file another name.',
  },
  scorerNotListed: { code: 'usage', message: 'That scorer is not in the list.', hint: 'Choose another one.' },
  noSignal: { code: 'usage', message: 'There is no signal "{name}".', hint: SIGNAL_NAMES },
  noSignalAt: {
    code: 'usage',
    message: 'Column {column} of the condition: There is no signal "{name}".',
    hint: SIGNAL_NAMES,
  },
  noKeptReport: {
    code: 'usage',
    message: '{file} is no report of a selection.',
    hint: 'Delete the run, and keep it again.',
  },
  runOfOtherContent: {
    code: 'usage',
    message: '{run} was made of another content of {file}: what it says of rows is not true of these.',
    hint: 'Bring back the file as it was, or select again.',
  },
  runOfOtherTexts: {
    code: 'usage',
    message: '{run} was made when other texts of the rows were edited.',
    hint: 'Take those edits back, or select again.',
  },
  noRowsManifest: {
    code: 'usage',
    message: '{file} is no manifest of exported rows of a selection.',
    hint: 'Choose the manifest beside selected rows that were exported.',
  },
  manifestWithoutRanks: {
    code: 'usage',
    message: '{file} tells of rows in the order of their file: the ranks they had are not known.',
    hint: 'Export the rows by score.',
  },
  manifestOfPart: {
    code: 'usage',
    message: {
      by: 'written',
      one: '{file} tells of one row, where {selected} were selected.',
      other: '{file} tells of {written} rows, where {selected} were selected.',
    },
    hint: 'Choose the manifest of all selected rows.',
  },
  recipeWithEditorModel: {
    code: 'usage',
    message: 'A recipe runs where there is no editor, and this selection was scored by a model of the editor’s own.',
    hint: 'Choose another scorer, and select again.',
  },
  recipeWithTags: {
    code: 'usage',
    message: 'A recipe cannot hold the tags that were given to the judge: it names their file.',
    hint: 'Write the recipe by hand, with tag-vocabulary.',
  },
  recipeWithFields: { code: 'usage', message: 'A recipe cannot hold the mapping of fields: a path in it has a comma.' },
  noLanguageModel: {
    code: 'usage',
    message: '{signal} needs a language model that tells how probable given texts are.',
    hint: 'Name one: a folder with a causal ONNX model, or a model on a vLLM server.',
  },
  noJudge: {
    code: 'usage',
    message: '{signal} needs a chat model that judges.',
    hint: 'Name one that a server has.',
  },
  noRanking: { code: 'usage', message: 'Rows cannot be ranked by {signal}: its values are no numbers.' },
  wrongNumber: { code: 'usage', message: 'The {name} is {value}.', hint: 'Give {expected}.' },
  noCondition: {
    code: 'usage',
    message: 'The condition cannot be read: column {column}: {problem}.',
    hint: 'Write comparisons such as quality >= 3, language in (ko, en) or field:tags contains "a, b", joined by and, or, not.',
  },
  noQuota: { code: 'usage', message: 'The quota is {quota}. It cannot be read.', hint: QUOTA },
  quotaTwice: { code: 'usage', message: 'The quota is {quota}. "{value}" stands there twice.', hint: QUOTA },
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
    message: {
      by: 'embeddings',
      one: '{file} has one row, the dataset {rows}.',
      other: '{file} has {embeddings} rows, the dataset {rows}.',
    },
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
  noGroupsToExport: {
    code: 'usage',
    message: 'No near-duplicates have been looked for yet.',
    hint: 'Find near-duplicates first.',
  },
  noSelectionToExport: { code: 'usage', message: 'There is no selection to export yet.', hint: 'Select first.' },
  noSelectionToCompare: { code: 'usage', message: 'There is no selection to compare yet.', hint: 'Select first.' },
  nothingCompared: { code: 'usage', message: 'That is not compared any more.', hint: 'Compare the runs again.' },
  noRunToCompare: { code: 'usage', message: 'There is no run "{name}" any more.', hint: 'Choose others.' },
  noSelectionToReport: { code: 'usage', message: 'There is no selection to report yet.', hint: 'Select first.' },
  badHubEndpoint: {
    code: 'usage',
    message: 'The hub’s endpoint is no http(s) address without user name, password and query.',
  },
} as const satisfies Readonly<Record<string, FaultText>>;
