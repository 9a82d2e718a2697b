import { isWhiteSpace, BYTE, UTF8_MARK } from './bytes';
import { RowScanner } from './rowScanner';

/** Taken out of the module object: it is read for every line. */
const { carriageReturn: CARRIAGE_RETURN } = BYTE;

/**
 * JSON Lines: one row a line that is not blank. A row is the line without its LF or CRLF, and without a byte order mark
 * at its start.
 */
export class LineScanner extends RowScanner {
  /** Whether earlier chunks hold a part of the current line that is not blank. */
  private hasContent = false;
  /** Bytes of a byte order mark met at the start of the line. */
  private markBytes = 0;
  private lastByte = 0;

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
      const byte = chunk[at] ?? 0;
      // Nearly every line begins with a bracket: the rest is only looked at where it does not.
      this.hasContent = isAscii(byte) ? !isWhiteSpace(byte) : !this.continuesMark(byte, this.position + at);
    }
  }

  /** Whether the line has been nothing but a byte order mark, or a part of one, up to this byte. */
  private continuesMark(byte: number, offset: number): boolean {
    const expected = this.lineStart + this.markBytes;
    if (offset !== expected || this.markBytes === UTF8_MARK.length || byte !== UTF8_MARK[this.markBytes]) return false;
    this.markBytes++;
    return true;
  }

  private endLine(end: number): void {
    if (this.markBytes > 0) this.takeMark();
    if (this.hasContent) {
      const length = end - this.lineStart - (this.lastByte === CARRIAGE_RETURN ? 1 : 0);
      this.index.add(this.lineStart, length, this.lineNumber);
    }
    this.hasContent = false;
    this.lastByte = 0;
  }

  /** Leaves a byte order mark at the start of the line out of the row; a part of one is text. */
  private takeMark(): void {
    if (this.markBytes === UTF8_MARK.length) {
      this.lineStart += UTF8_MARK.length;
      this.index.rowsStartLines = false;
    } else this.hasContent = true;
    this.markBytes = 0;
  }
}

function isAscii(byte: number): boolean {
  return byte < 0x80;
}
