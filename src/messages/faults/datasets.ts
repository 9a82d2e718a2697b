import type { FaultText } from '../text';

const RUN = 'Run: {command}';

/** Of files that are no dataset, or none that can be read; `file` is the file. */
export const DATASET_FAULTS = {
  noFile: { code: 'fileUnreadable', message: '{file} is not a file.', hint: 'Name a dataset file.' },
  fileNotFound: { code: 'fileNotFound', message: '{file} does not exist.', hint: 'Check the path.' },
  fileNotAllowed: {
    code: 'fileUnreadable',
    message: '{file} cannot be read.',
    hint: 'Check the permissions of the file.',
  },
  fileNotOpened: {
    code: 'fileUnreadable',
    message: '{file} cannot be read ({code}).',
    hint: 'Check the path and the disk.',
  },
  fileChanged: {
    code: 'fileChanged',
    message: '{file} changed while it was being read.',
    hint: 'Reload the dataset and try again.',
  },
  noRow: { code: 'rowOutOfRange', message: 'There is no row {row}.', hint: 'Rows go from 0 to {last}.' },
  noRowAtAll: { code: 'rowOutOfRange', message: 'There is no row {row}.', hint: 'The file has no rows.' },
  isDataset: {
    code: 'usage',
    message: '{file} is the dataset itself, which is never overwritten.',
    hint: 'Choose another file.',
  },
  poolUnreadable: {
    code: 'fileUnreadable',
    message: 'The pool {file} cannot be read: {reason}.',
    hint: 'Make it again with deita pool.',
  },
  poolOfOtherVersion: {
    code: 'fileUnreadable',
    message: 'The pool {file} was written by another version.',
    hint: 'Make it again with deita pool.',
  },
  poolOfNothing: {
    code: 'fileUnreadable',
    message: 'The pool {file} names no files.',
    hint: 'Make it again with deita pool.',
  },
  holdsNoDataset: {
    code: 'fileNotFound',
    message: '{file} is no dataset and holds none.',
    hint: 'Name a dataset file.',
  },
  poolOfPools: {
    code: 'containerUnsupported',
    message: '{file} is a pool itself.',
    hint: 'Name its files instead.',
  },
  noRunName: {
    code: 'usage',
    message: '"{name}" cannot be the name of a run.',
    hint: 'Use up to {most} letters, digits, spaces, "-" and "_".',
  },
  runExists: { code: 'outputExists', message: 'There is a run "{name}" already.', hint: 'Choose another name.' },
  runsNotKept: {
    code: 'outputFailed',
    message: '{folder} cannot be made: {reason}',
    hint: 'Check the permissions.',
  },
  noJsonName: {
    code: 'usage',
    message: 'This is written as JSON, which {file} would not be taken for.',
    hint: 'Name the output .json.',
  },
  otherOutputName: {
    code: 'usage',
    message: '{why}; {file} would not be what its name says.',
    hint: 'Name the output .jsonl or .jsonl.gz, or .json for an array.',
  },
  noParquet: {
    code: 'outputFailed',
    message: 'The rows cannot be written as Parquet: {reason}.',
    hint: 'Name the output .jsonl.',
  },
  noTextKeys: {
    code: 'outputFailed',
    message: 'The column {column} has keys other than texts, which are not written.',
    hint: 'Name the output .jsonl.',
  },
  mixedColumn: {
    code: 'outputFailed',
    message: 'Parquet has no column for {column}: it holds {first}, and in row {row} {other}.',
    hint: 'Name the output .jsonl.',
  },
  noColumn: {
    code: 'outputFailed',
    message: 'Parquet has no column for {column}: in row {row} {why}.',
    hint: 'Name the output .jsonl.',
  },
  noColumnsOfRow: {
    code: 'outputFailed',
    message: 'Row {row} is no JSON object, and Parquet has no columns for it.',
    hint: 'Name the output .jsonl.',
  },
  tooManyColumns: {
    code: 'outputFailed',
    message: 'The rows have more than {most} keys, too many for the columns of Parquet.',
    hint: 'Name the output .jsonl.',
  },
  outputNotWritten: {
    code: 'outputFailed',
    message: '{file} cannot be written: {reason}.',
    hint: 'Choose another file.',
  },
  notUnpacked: {
    code: 'fileUnreadable',
    message: '{file} cannot be unpacked to {folder}: {reason}.',
    hint: 'Make room there, or choose another folder for the cache.',
  },
  binaryFile: { code: 'containerUnsupported', message: '{file} is {what}.', hint: '{remedy}' },
  noReadableContent: {
    code: 'fileUnreadable',
    message: '{file} holds no row that can be read. {problem}',
    hint: 'Get the file again from where it came from.',
  },
  noRoomToUnpack: {
    code: 'containerUnsupported',
    message: '{file} is packed as {packing}, with no room to unpack it.',
    hint: 'Unpack it and open the dataset inside.',
  },
  unknownBinary: {
    code: 'formatUnknown',
    message: '{file} is not text: it holds binary data of an unknown kind.',
    hint: 'Open a .jsonl, .ndjson or .json file.',
  },
  wrongEncoding: {
    code: 'formatUnknown',
    message: '{file} is {encoding} text, not UTF-8.',
    hint: 'Save it as UTF-8, or run: {command}',
  },
  table: {
    code: 'containerUnsupported',
    message: '{file} is a {kind} table without columns that are known.{start}',
    hint: 'Map its columns to the fields of a row, or name it {extension} to see its rows.',
  },
  html: {
    code: 'notDataset',
    message: '{file} is an HTML page, such as a server sends in place of a file that it does not give.{start}',
    hint: 'Look at it in a browser and download the dataset again.',
  },
  xml: {
    code: 'notDataset',
    message: '{file} is XML, not JSON.{start}',
    hint: 'If a server sent it in place of the dataset, it says why; otherwise write the rows as JSON Lines.',
  },
  yaml: { code: 'containerUnsupported', message: '{file} is YAML, not JSON.{start}', hint: RUN },
  lfsPointer: {
    code: 'notDataset',
    message: '{file} is a pointer that Git LFS left in place of the file; the dataset itself is not here yet.{start}',
    hint: 'Run in its folder: git lfs pull',
  },
  plainText: {
    code: 'notDataset',
    message: '{file} is text, but no row in it is JSON.{start}',
    hint: 'A dataset holds one JSON object per line, or a JSON array of objects.',
  },
  rowsInTexts: {
    code: 'notDataset',
    message: '{file} holds texts where rows should be, and in them the rows as JSON.',
    hint: RUN,
  },
  noObjects: {
    code: 'notDataset',
    message: '{file} holds {found} where rows should be; a row is a JSON object.',
    hint: 'Give every text a key, such as {"text": …}, and its response another.',
  },
  oneObject: {
    code: 'notDataset',
    message: '{file} is one JSON object {keys}, not a dataset.{list}{problem}',
    hint: 'A dataset holds one JSON object per line, a JSON array of objects, or one object with a list of rows.',
  },
  nestedLists: {
    code: 'notDataset',
    message: '{file} holds lists of rows where rows should be.',
    hint: 'Run: {command}\nOr, if each of the lists is one conversation: {conversations}',
  },
  columns: {
    code: 'notDataset',
    message: '{file} is one JSON object that holds columns{place}, not rows: {keys}, each with {count} entries.',
    hint: RUN,
  },
  rowsInOneText: {
    code: 'notDataset',
    message: '{file} is one JSON object that keeps its rows as JSON in a text{place}.',
    hint: RUN,
  },
  rowsInTextsOfObject: {
    code: 'notDataset',
    message: '{file} is one JSON object that keeps its rows as JSON in texts{place}.',
    hint: RUN,
  },
  severalLists: {
    code: 'notDataset',
    message: '{file} is one JSON object with several lists of rows: {lists}.',
    hint: 'Make a file of the one to read: {commands}',
  },
} as const satisfies Readonly<Record<string, FaultText>>;

/** Of what is in a packed file; the code is that of what is wrong with it. */
export const PACKED_FAULTS = {
  insidePacked: { message: '{problem}. It is packed in {file}.', hint: '{unpack}{remedy}' },
} as const;
