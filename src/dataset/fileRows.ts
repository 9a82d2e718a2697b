import type { Message } from '../common/message';
import type { ByteRange } from './byteSource';
import { say } from '../messages/say';
import type { BadRow, FieldMapping, Row, RowContents, RowEdits, TurnMessage } from './conversation';
import { fileChanged } from './fileReader';
import { HugeRow } from './hugeRow';
import type { IndexedFile } from './indexedFile';
import { isConversationKey } from './packedRows';
import { placeFaultOf, type PlaceFault } from './placeFault';
import { RowParser, type NamedRow } from './rowParser';
import type { PlacedText } from './spokenTexts';
import { checkedRow, isTooLong, parsedRange, sniffedRanges } from './rowRanges';
import { editedBytes } from './textEdits';
import { UnparsedRows, type ParseRow } from './unparsedRows';

/** A row is read as often as it has texts to find where these stand. */
const MOST_PROBED_BYTES = 512 * 1024;
const TOO_LONG: PlaceFault = { said: say('row.tooLong'), atEnd: false };

/** Reads rows out of an indexed file, whichever version of it. Rows are asked for by `rowIndex`, from 0. */
export class FileRows {
  private readonly parser: RowParser;
  private hugeRow = new HugeRow();
  private edits: RowEdits = new Map();

  constructor(fields: FieldMapping | undefined) {
    this.parser = new RowParser(fields);
  }

  /** Rows that are read otherwise than they stand in the file. */
  get edited(): RowEdits {
    return this.edits;
  }

  set edited(edits: RowEdits) {
    this.edits = edits;
    this.hugeRow = new HugeRow();
  }

  /** What keeps a value from being a row; null for a good row. */
  problemOf(bytes: Buffer): Message | null {
    return this.parser.problemOf(bytes);
  }

  /** Rows in the order asked for. @throws DeitaError `rowOutOfRange`, `fileChanged` */
  async read(file: IndexedFile, rowIndexes: ArrayLike<number>): Promise<Row[]> {
    return (await this.readNamed(file, rowIndexes)).map(({ row }) => row);
  }

  /** Rows as `read` has them, each with the name of the format that reads it. */
  async readNamed(file: IndexedFile, rowIndexes: ArrayLike<number>): Promise<NamedRow[]> {
    const rows: NamedRow[] = [];
    await (await this.unparsed(file, rowIndexes)).forEach((named) => rows.push(named));
    return rows;
  }

  /** Rows of which the bytes are read so far. @throws DeitaError `rowOutOfRange`, `fileChanged` */
  async unparsed(file: IndexedFile, rowIndexes: ArrayLike<number>): Promise<UnparsedRows> {
    const kept = rowIndexes.length === 1 ? this.hugeRow.get(file, rowIndexes[0] as number) : undefined;
    if (kept !== undefined) return UnparsedRows.ofParsed(kept);
    const ranges = parsedRanges(file, rowIndexes);
    const blocks = await file.text.readBlocks(ranges);
    const parse = this.parserOf(file);
    return new UnparsedRows(rowIndexes, ranges, blocks, this.edits, (rowIndex, content, byteLength) => {
      const named = parse(rowIndex, content, byteLength);
      return needsColumn(file, named.row) ? withColumnInLine(file, named.row) : named;
    });
  }

  /** The messages of each turn of a row that `read` finds good; undefined where there is no more to know of them. */
  async messagesOf(file: IndexedFile, rowIndex: number): Promise<readonly (readonly TurnMessage[])[] | undefined> {
    const [bytes] = await this.sources(file, [rowIndex]);
    return bytes && this.messagesIn(bytes);
  }

  /** The same of a row whose bytes, as `sources` has them, are at hand. */
  messagesIn(bytes: Buffer): readonly (readonly TurnMessage[])[] | undefined {
    return this.parser.messagesOf(bytes);
  }

  /** All that a row holds that `read` finds good. */
  async contentsOf(file: IndexedFile, rowIndex: number): Promise<RowContents> {
    const [bytes] = await this.sources(file, [rowIndex]);
    return this.parser.contentsOf(bytes as Buffer);
  }

  /** The texts of a row that are strings of it; none of a row that `read` finds bad. */
  async placedTexts(file: IndexedFile, rowIndex: number): Promise<PlacedText[]> {
    const [row] = await this.read(file, [rowIndex]);
    if (row === undefined || row.problem !== undefined) return [];
    const [bytes] = await this.sources(file, [rowIndex]);
    return bytes === undefined || bytes.length > MOST_PROBED_BYTES ? [] : this.parser.placedTexts(bytes);
  }

  /** The bytes that `read` parses: whole rows, and of a row that is too long its start. */
  async sources(file: IndexedFile, rowIndexes: ArrayLike<number>): Promise<Buffer[]> {
    const written = await this.writtenSources(file, rowIndexes);
    return this.edits.size === 0 ? written : written.map((bytes, at) => this.asEdited(rowIndexes[at] as number, bytes));
  }

  /** The same as they stand in the file. */
  async writtenSources(file: IndexedFile, rowIndexes: ArrayLike<number>): Promise<Buffer[]> {
    return file.text.readAll(parsedRanges(file, rowIndexes));
  }

  /** The bytes of a whole row with its edits. */
  asEdited(rowIndex: number, bytes: Buffer): Buffer {
    const edits = this.edits.get(rowIndex);
    return edits === undefined ? bytes : editedBytes(bytes, edits);
  }

  /** The format of most of the first good rows; null when there is none. */
  async commonestFormat(file: IndexedFile): Promise<string | null> {
    const counts = new Map<string, number>();
    const parse = this.parserOf(file);
    const sources = await file.text.readAll(sniffedRanges(file.index));
    for (const [rowIndex, bytes] of sources.entries()) {
      const { formatName: name } = parse(rowIndex, bytes, bytes.length);
      if (name === null) continue;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      if (2 * count > sources.length) return name; // The rest cannot change it: the first rows wait for this.
    }
    const [commonest] = [...counts].sort(([, a], [, b]) => b - a);
    return commonest?.[0] ?? null;
  }

  /** Parses rows of a file; the column of a row's problem counts from the row's start. */
  private parserOf(file: IndexedFile): (...row: Parameters<ParseRow>) => NamedRow {
    const { index, packing } = file;
    const { lineBreak, listPath } = index.layout;
    const listIsConversation = isConversationKey(listPath.at(-1));
    return (rowIndex, content, byteLength) => {
      const lineNumber = index.lineNumberOf(rowIndex);
      const fault = isTooLong(index, rowIndex) ? TOO_LONG : placeFaultOf(index, rowIndex);
      const endsFile = index.complete && index.endsInRow && rowIndex === index.lastWrittenRow;
      const source = {
        rowIndex,
        lineNumber,
        content,
        fault,
        endsFile,
        lineBreak,
        listIsConversation,
        bytesMayGo: true,
      };
      const named = this.parser.parseNamed(source);
      this.hugeRow.keep(file, named, byteLength);
      return packing?.isRewritten === true ? withoutColumn(named) : named;
    };
  }
}

/** @throws DeitaError `rowOutOfRange` */
function parsedRanges({ index }: IndexedFile, rowIndexes: ArrayLike<number>): ByteRange[] {
  const ranges: ByteRange[] = [];
  for (let at = 0; at < rowIndexes.length; at++) {
    ranges.push(parsedRange(index, checkedRow(index, rowIndexes[at] as number)));
  }
  return ranges;
}

/** Places within text that nobody has seen tell nothing. */
function withoutColumn(named: NamedRow): NamedRow {
  const { row } = named;
  return row.problem === undefined ? named : { ...named, row: { ...row, problem: { ...row.problem, column: 1 } } };
}

/** Whether the column of a row's problem has to be looked for: where the row does not start its line. */
function needsColumn({ index, packing }: IndexedFile, row: Row): row is BadRow {
  if (row.problem === undefined || index.rowsStartLines || packing?.isRewritten === true) return false;
  return row.problem.lineNumber === row.lineNumber;
}

/** A row's problem has its column from the start of the row: here of the line, where the two are not the same. */
async function withColumnInLine({ index, columns, text }: IndexedFile, row: BadRow): Promise<NamedRow> {
  const column = await columns.columnAt(index.offsetOf(row.rowIndex), row.lineNumber).catch((error: unknown) => {
    // Closed since the row's bytes were read: the file was indexed anew.
    throw (error as NodeJS.ErrnoException).code === 'EBADF' ? fileChanged(text.path) : error;
  });
  const problem = { ...row.problem, column: row.problem.column + column - 1 };
  return { row: { ...row, problem }, formatName: null };
}
