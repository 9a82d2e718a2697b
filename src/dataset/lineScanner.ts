import { isWhiteSpace, BYTE, UTF8_MARK } from './bytes';
import type { ScanPosition } from './fileLayout';
import type { RowIndex } from './rowIndex';

/** Finds the rows of a file in one pass over its bytes, whatever the size of the chunks. */
export interface RowScanner {
  push(chunk: Buffer): void;
  /** The file has ended. */
  end(): void;
}

/**
 * JSON Lines: one row a line that is not blank. A row is the line without its LF or CRLF, and without a byte order mark
 * at its start.
 */
export class LineScanner implements RowScanner {
  private position: number;
  private lineNumber: number;
  private lineStart: number;
  /** Whether earlier chunks hold a part of the current line that is not blank. */
  private hasContent = false;
  /** Bytes of a byte order mark met at the start of the line. */
  private markBytes = 0;
  private lastByte = 0;
  private readonly lineBreak: number;

  constructor(
    private readonly index: RowIndex,
    start: ScanPosition,
  ) {
    this.position = start.offset;
    this.lineStart = start.offset;
    this.lineNumber = start.lineNumber;
    this.lineBreak = index.layout.lineBreak;
  }

  push(chunk: Buffer): void {
    const { lineBreak } = this;
    let from = 0;
    for (let end = chunk.indexOf(lineBreak); end >= 0; end = chunk.indexOf(lineBreak, from)) {
      this.take(chunk, from, end);
      this.endLine(this.position + end);
      from = end + 1;
      this.lineStart = this.position + from;
      this.lineNumber++;
    }
    this.take(chunk, from, chunk.length);
    this.position += chunk.length;
  }

  end(): void {
    this.index.resumeAt = { offset: this.lineStart, lineNumber: this.lineNumber };
    this.index.endsInRow = this.hasContent;
    this.endLine(this.position);
  }

  private take(chunk: Buffer, from: number, end: number): void {
    if (from === end) return;
    this.lastByte = chunk[end - 1] ?? 0;
    for (let at = from; !this.hasContent && at < end; at++) {
      if (!isWhiteSpace(chunk[at]) && !this.continuesMark(chunk[at], this.position + at)) this.hasContent = true;
    }
  }

  /** Whether the line has been nothing but a byte order mark, or a part of one, up to this byte. */
  private continuesMark(byte: number | undefined, offset: number): boolean {
    const expected = this.lineStart + this.markBytes;
    if (offset !== expected || this.markBytes === UTF8_MARK.length || byte !== UTF8_MARK[this.markBytes]) return false;
    this.markBytes++;
    return true;
  }

  private endLine(end: number): void {
    const markIsWhole = this.markBytes === UTF8_MARK.length;
    if (this.hasContent || (this.markBytes > 0 && !markIsWhole)) {
      const start = this.lineStart + (markIsWhole ? UTF8_MARK.length : 0);
      if (markIsWhole) this.index.rowsStartLines = false;
      const length = end - start - (this.lastByte === BYTE.carriageReturn ? 1 : 0);
      this.index.add(start, length, this.lineNumber);
    }
    this.hasContent = false;
    this.markBytes = 0;
    this.lastByte = 0;
  }
}
