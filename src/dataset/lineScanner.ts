import { BYTE, isWhiteSpace } from './bytes';
import type { RowIndex, ScanPosition } from './rowIndex';

/** Finds the rows of a file in one pass over its bytes, whatever the size of the chunks. */
export interface RowScanner {
  push(chunk: Buffer): void;
  /** The file has ended. */
  end(): void;
}

/** Taken out of the module object: it is read for every line. */
const { lineFeed: LINE_FEED } = BYTE;

/** JSON Lines: one row a line that is not blank. A row is the line without its LF or CRLF. */
export class LineScanner implements RowScanner {
  private position: number;
  private lineNumber: number;
  private lineStart: number;
  /** Of the part of the current line that earlier chunks held. */
  private hasContent = false;
  private lastByte = 0;

  constructor(
    private readonly index: RowIndex,
    start: ScanPosition,
  ) {
    this.position = start.offset;
    this.lineStart = start.offset;
    this.lineNumber = start.lineNumber;
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
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
    this.endLine(this.position);
  }

  private take(chunk: Buffer, from: number, end: number): void {
    if (from === end) return;
    this.lastByte = chunk[end - 1] ?? 0;
    for (let at = from; !this.hasContent && at < end; at++) this.hasContent = !isWhiteSpace(chunk[at]);
  }

  private endLine(end: number): void {
    if (this.hasContent) {
      const length = end - this.lineStart - (this.lastByte === BYTE.carriageReturn ? 1 : 0);
      this.index.add(this.lineStart, length, this.lineNumber);
    }
    this.hasContent = false;
    this.lastByte = 0;
  }
}
