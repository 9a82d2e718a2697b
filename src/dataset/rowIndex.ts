import { grownArray } from '../common/grownArray';
import type { Message } from '../common/message';
import type { TextMember } from './byteSource';
import { plainLayout, type FileForm, type FileLayout, type ScanPosition } from './fileLayout';

/** How a list of rows or a file of values ended; says what the last row's problem is about. */
export type ArrayEnd = 'closed' | 'unclosed' | 'textAfterEnd';

const MAX_UINT32 = 0xffff_ffff;
const FIRST_CAPACITY = 4096;
/** How much longer the columns become at once where the rows so far let expect as many: the first may be shorter than the rest. */
const MOST_GROWTH = 16;
/** Rows beyond those expected: copying once more costs as much as all copies before. */
const SPARE = 1.05;

/**
 * Where each row lies in the file, in typed arrays that grow geometrically: 12 bytes per row for JSON Lines, 16 from the
 * first blank line on, and 20 for the other forms, whose rows may span lines. Offsets and lengths are bytes; lines are
 * 1-based.
 */
export class RowIndex {
  /** Set once the whole file is scanned. */
  complete = false;
  arrayEnd: ArrayEnd = 'closed';
  /** Lists of rows opened at the top of the file. */
  listCount = 0;
  /** Rows that follow another without a comma, and the line of the first of them; they are read nevertheless. */
  missingCommas: LinesNoted = { count: 0, firstLine: 0 };
  /** Comments between rows. */
  comments: LinesNoted = { count: 0, firstLine: 0 };
  /** Whether the last row of JSON Lines lacks a line end. */
  endsInRow = false;
  /** Whether every row stands at the start of its line, after white space at most. */
  rowsStartLines: boolean;
  resumeAt: ScanPosition = { offset: 0, lineNumber: 1 };
  /** Bytes of the text, once all of it is scanned. */
  textBytes = 0;
  /** How much of the text is scanned, from 0 to 1; 0 where nobody knows. */
  scannedShare = 0;
  /** Rows that the file should hold and that cannot be read, in their order; as many as all rows in a bad table. */
  unreadable: UnreadableRows[] = [];
  /** The files of a pool, in their order; none for what is no pool. */
  members: readonly TextMember[] = [];
  /** False where the lines are nobody's but ours: a row's line number is its number in the file then. */
  hasLines = true;
  readonly layout: FileLayout;
  private count = 0;
  private offsets: Float64Array = new Float64Array(FIRST_CAPACITY);
  private lengths: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  /** Of each row the line that it starts on; null = the first row on the first line, and so on, as in most files. */
  private lines: Uint32Array | null = null;
  private lastLines: Uint32Array | null;
  /** Of how many rows others have the columns as well, so that these stay as they are. */
  private sharedRows = 0;

  constructor(layout: FileForm | FileLayout) {
    this.layout = typeof layout === 'string' ? plainLayout(layout) : layout;
    this.rowsStartLines = this.form === 'jsonLines';
    this.lastLines = this.form === 'jsonLines' ? null : new Uint32Array(FIRST_CAPACITY);
  }

  get form(): FileForm {
    return this.layout.form;
  }

  get rowCount(): number {
    return this.count;
  }

  add(offset: number, length: number, lineNumber: number, lastLineNumber = lineNumber): void {
    if (this.count === this.offsets.length) this.grow();
    else if (this.count < this.sharedRows) this.copyColumns();
    this.offsets[this.count] = offset;
    this.lengths[this.count] = Math.min(length, MAX_UINT32);
    if (this.lines === null && lineNumber !== this.count + 1) this.lines = lineOrder(this.offsets.length);
    if (this.lines !== null) this.lines[this.count] = lineNumber;
    if (this.lastLines !== null) this.lastLines[this.count] = lastLineNumber;
    this.count++;
  }

  /** Adds rows without content in the place of rows that cannot be read. */
  addUnreadable(offset: number, lineNumber: number, said: Message, rows: number): void {
    // An array that is not closed has such a row at its end already.
    const hasRow = this.arrayEnd === 'unclosed' && this.lengths[this.count - 1] === 0;
    const firstRow = hasRow ? this.count - 1 : this.count;
    if (!hasRow) for (let row = 0; row < rows; row++) this.add(offset, 0, lineNumber);
    this.unreadable.push({ firstRow, rows, said });
  }

  /** The last row that stands in the text. */
  get lastWrittenRow(): number {
    const { firstRow, rows } = this.unreadable.at(-1) ?? { firstRow: this.count, rows: 0 };
    return (firstRow + rows === this.count ? firstRow : this.count) - 1;
  }

  /** Why a row cannot be read that the file should hold; undefined for other rows. */
  unreadableAt(rowIndex: number): Message | undefined {
    if (this.unreadable.length === 0) return undefined; // Of nearly every file; asked for every row.
    const after = firstAfter(this.unreadable, ({ firstRow }) => firstRow > rowIndex);
    const found = this.unreadable[after - 1];
    return found !== undefined && rowIndex < found.firstRow + found.rows ? found.said : undefined;
  }

  /** The file of a pool that a row comes from; undefined for what is no pool. */
  memberOf(rowIndex: number): TextMember | undefined {
    const offset = this.offsetOf(rowIndex);
    return this.members[firstAfter(this.members, ({ at }) => at > offset) - 1];
  }

  /** The first row of a file of a pool; the next file's where it has none. */
  firstRowOf({ at }: TextMember): number {
    return firstAfter(this.offsets.subarray(0, this.count), (offset) => offset >= at);
  }

  offsetOf(rowIndex: number): number {
    return this.offsets[rowIndex] ?? 0;
  }

  lengthOf(rowIndex: number): number {
    return this.lengths[rowIndex] ?? 0;
  }

  lineNumberOf(rowIndex: number): number {
    if (!this.hasLines) return rowIndex + 1;
    return rowIndex < this.count ? (this.lines?.[rowIndex] ?? rowIndex + 1) : 0;
  }

  /** The first row that starts on a line or below it; `rowCount` when there is none. */
  firstRowFromLine(lineNumber: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.lineNumberOf(middle) < lineNumber) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * The row that starts on a line, else the row that started above and reaches it; -1 where there is none, and where
   * several rows start on the line.
   */
  rowIndexOfLine(lineNumber: number): number {
    const row = this.firstRowFromLine(lineNumber);
    if (row < this.count && this.lineNumberOf(row) === lineNumber) {
      const isShared = row + 1 < this.count && this.lineNumberOf(row + 1) === lineNumber;
      return isShared ? -1 : row;
    }
    const above = row - 1;
    return above >= 0 && this.lastLineNumberOf(above) >= lineNumber ? above : -1;
  }

  /** Whether two of the first rows stand on one line. */
  sharesLines(): boolean {
    const first = this.lines?.subarray(0, Math.min(this.count, 100)) ?? [];
    return first.some((line, row) => row > 0 && line === first[row - 1]);
  }

  /** Forgets the rows that start at a byte offset or after it. */
  truncateFrom(offset: number): void {
    while (this.count > 0 && this.offsetOf(this.count - 1) >= offset) this.count--;
  }

  /** The columns as they are kept, cut to the rows there are. They stay as they are: rows to come change copies. */
  columns(): RowIndexColumns {
    this.sharedRows = this.count;
    return {
      offsets: this.offsets.subarray(0, this.count),
      lengths: this.lengths.subarray(0, this.count),
      lines: this.lines?.subarray(0, this.count) ?? null,
      lastLines: this.lastLines?.subarray(0, this.count) ?? null,
    };
  }

  static fromColumns(layout: FileLayout, columns: RowIndexColumns): RowIndex {
    const index = new RowIndex(layout);
    index.offsets = columns.offsets;
    index.lengths = columns.lengths;
    // Earlier versions kept them also where they are in order.
    index.lines = columns.lines?.every((line, row) => line === row + 1) === true ? null : columns.lines;
    index.lastLines = columns.lastLines;
    index.count = columns.offsets.length;
    index.sharedRows = index.count;
    return index;
  }

  private lastLineNumberOf(rowIndex: number): number {
    return this.lastLines?.[rowIndex] ?? this.lineNumberOf(rowIndex);
  }

  private copyColumns(): void {
    this.sharedRows = 0;
    this.offsets = this.offsets.slice();
    this.lengths = this.lengths.slice();
    this.lines = this.lines?.slice() ?? null;
    this.lastLines = this.lastLines?.slice() ?? null;
  }

  private grow(): void {
    this.sharedRows = 0;
    const expected = this.scannedShare > 0 ? Math.ceil((this.count / this.scannedShare) * SPARE) : 0;
    const capacity = Math.max(FIRST_CAPACITY, Math.min(expected, MOST_GROWTH * this.count));
    this.offsets = grownArray(this.offsets, capacity);
    this.lengths = grownArray(this.lengths, capacity);
    if (this.lines !== null) this.lines = grownArray(this.lines, capacity);
    if (this.lastLines !== null) this.lastLines = grownArray(this.lastLines, capacity);
  }
}

/** The lines of so many rows, one on each. */
function lineOrder(rows: number): Uint32Array {
  const lines = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) lines[row] = row + 1;
  return lines;
}

/** Where a list begins whose members are in order to be after a place; its length when none is. */
function firstAfter<T>(list: ArrayLike<T>, isAfter: (member: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Rows one after another. */
export interface UnreadableRows {
  readonly firstRow: number;
  readonly rows: number;
  readonly said: Message;
}

/** Something met while scanning: how often, and the 1-based line of the first. */
export interface LinesNoted {
  readonly count: number;
  readonly firstLine: number;
}

export interface RowIndexColumns {
  readonly offsets: Float64Array;
  readonly lengths: Uint32Array;
  /** null where they are in order, one a row from the first on. */
  readonly lines: Uint32Array | null;
  /** null for JSON Lines. */
  readonly lastLines: Uint32Array | null;
}
