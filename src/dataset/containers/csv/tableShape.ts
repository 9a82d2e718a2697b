import { BYTE, isWhiteSpace, UTF8_MARK } from '../../bytes';
import { distinctNames } from '../distinctNames';
import { cellsOf, CsvRecords, type CsvRecord } from './records';

/** How a table of texts is laid out, by its start. */
export interface TableShape {
  readonly delimiter: string;
  /** The cells of its first record, which name the columns. */
  readonly header: readonly string[];
  /** The cells of the first records after it. */
  readonly rows: readonly (readonly string[])[];
}

/** The first bytes of a file. */
export interface FileStart {
  readonly bytes: Buffer;
  readonly isWholeFile: boolean;
}

/** A table's first row names its columns: short, without the punctuation of sentences. */
const COLUMN_NAME = /^[^\n{}[\]<>.!?:]{1,64}$/;
/** What a file that is called a table may call its columns; pandas gives that of its row numbers no name. */
const ANY_COLUMN_NAME = /^[^\n{}[\]]{0,200}$/;
const DELIMITERS = [',', '\t', ';', '|'] as const;
const MOST_RECORDS = 5;

/**
 * The table that a text is by its start, whatever its name: the first row has names for two columns or more, and those
 * after it have as many cells.
 */
export function tableShapeOf(start: FileStart): TableShape | undefined {
  return shapesOf(start, DELIMITERS).find(
    ({ header, rows }) =>
      header.length > 1 &&
      header.every((name) => COLUMN_NAME.test(name.trim())) &&
      new Set(header).size === header.length &&
      rows.every(({ length }) => length === header.length),
  );
}

/** The table of a file whose name says that it is one: it may have one column, and rows that are broken. */
export function namedTableShapeOf(start: FileStart, file: string): TableShape | undefined {
  const own = /\.(tsv|tab)$/i.test(file) ? '\t' : ',';
  const shapes = shapesOf(start, [own, ...DELIMITERS]).filter(({ header }) =>
    header.every((name) => ANY_COLUMN_NAME.test(name)),
  );
  return shapes.find(({ header }) => header.length > 1) ?? shapes[0];
}

export function isTableName(file: string): boolean {
  return /\.(csv|tsv|tab)$/i.test(file);
}

/** What the columns are called, as pandas does it: one without a name by its number, a name that is taken with a count. */
export function columnNames({ header }: Pick<TableShape, 'header'>): string[] {
  return distinctNames(header.map((cell, at) => (cell === '' ? `Unnamed: ${at}` : cell)));
}

/** Whether the first character is one that JSON begins with: then no delimiter makes a table of the text. */
export function beginsLikeJson(start: Buffer): boolean {
  const text = withoutMark(start);
  const first = text.find((byte) => !isWhiteSpace(byte));
  return first === BYTE.openBrace || first === BYTE.openBracket;
}

function shapesOf(start: FileStart, delimiters: readonly string[]): TableShape[] {
  return delimiters.flatMap((delimiter) => {
    const [header, ...records] = firstRecords(start, delimiter);
    // A header that the start cuts off may close its quote behind it. Lines of JSON may stand below a line of words.
    const isOpen = header?.isOpen === true && start.isWholeFile;
    if (header === undefined || isOpen || [header, ...records].some(beginsJson)) return [];
    return [{ delimiter, header: cellsOf(header), rows: records.map(cellsOf) }];
  });
}

/** A record that reaches the end of a part of the file may be cut off; the first one counts all the same. */
function firstRecords({ bytes, isWholeFile }: FileStart, delimiter: string): CsvRecord[] {
  const found: CsvRecord[] = [];
  const scan = new CsvRecords(delimiter);
  for (const record of scan.push(withoutMark(bytes))) {
    found.push(record);
    if (found.length > MOST_RECORDS) return found;
  }
  return isWholeFile || found.length === 0 ? [...found, ...scan.end()] : found;
}

function beginsJson({ bytes }: CsvRecord): boolean {
  return /^\s*[[{]/.test(bytes.toString('latin1', 0, 99));
}

export function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, UTF8_MARK.length).equals(UTF8_MARK) ? bytes.subarray(UTF8_MARK.length) : bytes;
}
