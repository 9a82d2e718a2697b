import type { ByteBlock, Latin1Window } from './byteBlock';
import type { ByteRange } from './byteSource';
import type { RowEdits } from './conversation';
import type { NamedRow } from './rowParser';
import { editedBytes } from './textEdits';

/**
 * Parses a row of a file.
 * @param content the row's text, or its bytes where nobody has looked at them yet
 * @returns a promise where the place of the row's problem has to be looked for
 */
export type ParseRow = (rowIndex: number, content: string | Buffer, byteLength: number) => NamedRow | Promise<NamedRow>;

/**
 * Rows whose bytes were read. Each is parsed when it is its turn, so that what was made of one may be garbage by the
 * next: rows that are kept until the last of a piece is parsed are copied by every collection of garbage meanwhile.
 */
export class UnparsedRows {
  /** The only row, where it need not be parsed: of a huge one a second copy would be much memory. */
  private parsed: NamedRow | undefined;

  /** @param ranges where each row stands in the text @param blocks the bytes in which each range lies */
  constructor(
    private readonly rowIndexes: ArrayLike<number>,
    private readonly ranges: readonly ByteRange[],
    private readonly blocks: readonly ByteBlock[],
    private readonly edits: RowEdits,
    private readonly parseRow: ParseRow,
  ) {}

  /** A row that is in memory anyway. */
  static ofParsed(named: NamedRow): UnparsedRows {
    const rows = new UnparsedRows([named.row.rowIndex], [], [], new Map(), () => named);
    rows.parsed = named;
    return rows;
  }

  /** Parses the rows in the order asked for. @throws DeitaError `fileChanged` */
  async forEach(visit: (named: NamedRow) => void): Promise<void> {
    if (this.parsed !== undefined) visit(this.parsed);
    for (let at = 0; at < this.ranges.length; at++) {
      const named = this.parse(at);
      // Not awaited where there is nothing to wait for: for every row of a dataset that takes as long as its parsing.
      visit(named instanceof Promise ? await named : named);
    }
  }

  /**
   * The rows whose bytes, read as Latin-1, pass a test; a row that is in memory anyway is among them untested.
   * @param test of which several rows one after the other pass if one of them does
   */
  passing(test: (latin1: string) => boolean): number[] {
    if (this.parsed !== undefined) return [this.parsed.row.rowIndex];
    const rows: number[] = [];
    let tested: Latin1Window | undefined;
    let mayPass = false;
    for (let at = 0; at < this.ranges.length; at++) {
      const range = this.ranges[at] as ByteRange;
      const window = (this.blocks[at] as ByteBlock).windowOf(range);
      if (window !== tested) mayPass = test((tested = window).text);
      const rowIndex = this.rowIndexes[at] as number;
      const isEdited = this.edits.has(rowIndex);
      if (!mayPass && !isEdited) continue;
      const isTested = !isEdited && window.text.length === range.end - range.start;
      if (isTested || test(this.sourceAt(at).toString('latin1'))) rows.push(rowIndex);
    }
    return rows;
  }

  private parse(at: number): NamedRow | Promise<NamedRow> {
    const rowIndex = this.rowIndexes[at] as number;
    if (this.edits.size > 0 && this.edits.has(rowIndex)) {
      const edited = this.sourceAt(at);
      return this.parseRow(rowIndex, edited, edited.length);
    }
    const range = this.ranges[at] as ByteRange;
    return this.parseRow(rowIndex, (this.blocks[at] as ByteBlock).contentOf(range), range.end - range.start);
  }

  /** The bytes that are parsed. */
  private sourceAt(at: number): Buffer {
    const written = (this.blocks[at] as ByteBlock).bytesOf(this.ranges[at] as ByteRange);
    const edits = this.edits.get(this.rowIndexes[at] as number);
    return edits === undefined ? written : editedBytes(written, edits);
  }
}
