import type { Text } from '../text';

/** What is wrong with a packed file or a table, in the place of rows that cannot be read: sentences. */
const SENTENCES = {
  'packed.cutOff': 'The {packing} file is cut off here: its end is missing. Get the file again.',
  'packed.damaged':
    'The {packing} file is damaged here or before; what follows cannot be unpacked. Get the file again.',
  'zstd.large':
    'The zstd file is damaged here, or takes more than 128 MB of memory to unpack. Get it again, or unpack it with zstd -d --long=31.',
  'zstd.checksum': 'The zstd file is damaged somewhere before: its checksum is wrong. Get the file again.',
  'table.row': 'This row cannot be read: {problem}. Get the file again.',
  'parquet.encrypted': 'The Parquet file is encrypted. Decrypt it first.',
  'parquet.cutOff': 'The Parquet file is cut off: it lacks its end, which says where the rows are. Get the file again.',
  'parquet.end': 'The end of the Parquet file, which says where the rows are, is damaged: {problem}.',
  'parquet.rowOfGroup': 'This row of row group {group} of {groups} cannot be read: {problem}.',
  'parquet.fewRows': 'The Parquet file is damaged: it has {named} rows, and its row groups have {found}.',
  'arrow.row': 'This row of the Arrow file cannot be read: {problem}. Get the file again.',
  'arrow.here': 'Rows of the Arrow file cannot be read here: {problem}.',
  'arrow.fromHere': 'Rows of the Arrow file cannot be read from here on: {problem}.',
  'csv.neverClosed':
    'A quote opens in this row and is never closed: the file is cut off, or a quote is missing. What follows cannot be read.',
  'csv.otherCells':
    'This row has {cells} where the header names {columns}. A cell with a delimiter or a line break needs quotes.',
  'some.cells': { by: 'count', one: '{count} cell', other: '{count} cells' },
} as const satisfies Readonly<Record<string, Text>>;

/** What keeps a part of a table from being read: ends of a sentence. */
const PROBLEMS = {
  'damage.data': '{packing} data is damaged',
  'damage.noUtf8': 'it holds text that is no UTF-8',
  'damage.keyNoUtf8': 'the key of a map is no UTF-8',
  'damage.key': 'a map has the key {key}',
  'damage.sameNames': 'parts of the column {column} have the same name',
  'damage.partName': 'a part of the column {column} is called {name}',
  'damage.outside': 'it points outside the file',
  'damage.page': 'a page is damaged',
  'damage.pageHeader': 'the header of a page is damaged',
  'damage.pageChecksum': 'the checksum of a page is wrong',
  'damage.columnEnd': 'the file ends inside a column',
  'damage.columnStart': 'a column begins inside of a row',
  'damage.encryptedColumn': 'a column is encrypted',
  'damage.columnElsewhere': 'a column is in another file, {file}',
  'damage.fewerRows': 'a column has fewer rows than the others',
  'damage.moreRows': 'a column has more rows than the row group',
  'damage.noColumn': 'the schema has no column {column}',
  'damage.noValues': 'the column {column} has no values',
  'damage.cutOff': 'the file is cut off or damaged; get it again',
  'damage.batch': 'a batch is damaged',
  'damage.noBatch': 'there is no batch where the file says that it is',
  'damage.unnamedBatches': 'the end of the file does not name all batches',
  'damage.behindEnd': 'more follows behind the mark of its end',
  'damage.secondTable': 'a second table begins here',
  'damage.otherMessage': 'what stands here is no batch of a table',
  'damage.longList': 'a list is longer than its message',
  'damage.fewBuffers': 'a batch has too few buffers',
  'damage.largeDictionary': 'a dictionary has more values than its message holds',
  'damage.deepColumns': 'columns are nested too deep',
  'damage.manyDigits': 'a column has numbers of too many digits',
} as const satisfies Readonly<Record<string, Text>>;

/** Of files that are packed, or tables. */
export const DAMAGE = { ...SENTENCES, ...PROBLEMS } as const satisfies Readonly<Record<string, Text>>;
