import { BYTE, isWhiteSpace } from './bytes';
import type { RowScanner } from './lineScanner';
import type { RowIndex, ScanPosition } from './rowIndex';

/** Taken out of the module object: they are read for every byte. */
const { space: SPACE, lineFeed: LINE_FEED, quote: QUOTE, backslash: BACKSLASH } = BYTE;

type State = 'beforeArray' | 'inArray' | 'afterArray';

/**
 * A JSON array: one row an element, found by following strings and brackets without parsing. Broken text never stops
 * the scan: what lies between two commas of the array is a row, which then fails to parse on its own, and a place
 * where a row or the closing bracket is missing becomes an empty row so that it can be reported. Where a quote or a
 * bracket is missing, the next line that begins as the broken row did begins a new one.
 */
export class ArrayScanner implements RowScanner {
  private state: State = 'beforeArray';
  private position: number;
  private lineNumber: number;
  private inString = false;
  private escaped = false;
  /** Brackets open inside the current element. */
  private readonly open: number[] = [];
  private elementStart = -1;
  private elementLine = 0;
  /** One past the element's last byte that is not white space, and its line. */
  private contentEnd = 0;
  private contentLine = 0;
  private afterComma = false;
  private lineStart: number;
  /** Bytes between the start of the line and the element. */
  private elementColumn = 0;
  /** The element's last byte outside strings and white space. */
  private previous = 0;
  /** The element is known not to be JSON. */
  private damaged = false;

  constructor(
    private readonly index: RowIndex,
    start: ScanPosition,
  ) {
    this.position = start.offset;
    this.lineNumber = start.lineNumber;
    this.lineStart = start.offset;
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; at++) {
      if (this.inString) at = this.followString(chunk, at);
      else if (chunk[at] !== SPACE) this.takeByte(chunk[at] ?? 0, this.position + at);
    }
    this.position += chunk.length;
    if (this.inString) this.markContent(this.position - 1);
  }

  end(): void {
    const { index } = this;
    if (this.state === 'afterArray') {
      if (this.elementStart >= 0) index.arrayEnd = 'textAfterEnd';
    } else {
      index.arrayEnd = 'unclosed';
      // A last element that is whole gets an empty row after it, which carries the problem.
      if (this.elementStart >= 0 && this.open.length === 0 && !this.inString) this.endElement();
      if (this.elementStart < 0) this.startElement(this.position);
    }
    if (this.elementStart >= 0) this.endElement();
    index.resumeAt = { offset: this.position, lineNumber: this.lineNumber };
  }

  /** Returns the place of the last byte that belongs to the string, or that ends the chunk. */
  private followString(chunk: Buffer, from: number): number {
    let { escaped } = this;
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      // A line end inside a string is an error in JSON: ending the string there keeps one missing quote from turning
      // the rest of the file inside out.
      if (byte === LINE_FEED) {
        this.markContent(this.position + at - 1);
        this.damaged = true;
        this.startLine(this.position + at);
        return this.endString(at);
      }
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) {
        this.markContent(this.position + at);
        return this.endString(at);
      }
    }
    this.escaped = escaped;
    return chunk.length;
  }

  private endString(at: number): number {
    this.inString = false;
    this.escaped = false;
    return at;
  }

  private takeByte(byte: number, offset: number): void {
    if (byte === LINE_FEED) this.startLine(offset);
    if (isWhiteSpace(byte)) return;
    if (this.state === 'inArray') this.takeInArray(byte, offset);
    else if (this.state === 'afterArray') this.extendElement(offset);
    else if (byte === BYTE.openBracket) this.state = 'inArray';
  }

  private takeInArray(byte: number, offset: number): void {
    if (byte === BYTE.comma && this.open.length === 0) this.takeComma(offset);
    else if (byte === BYTE.closeBracket && !this.open.includes(BYTE.openBracket)) this.closeArray(offset);
    else this.takeInElement(byte, offset);
  }

  private takeInElement(byte: number, offset: number): void {
    if (byte === BYTE.openBrace && this.beginsAnew(offset)) this.endElement();
    this.extendElement(offset);
    this.previous = byte;
    if (byte === QUOTE) this.inString = true;
    else if (byte === BYTE.openBrace || byte === BYTE.openBracket) this.open.push(byte);
    else if (byte === BYTE.closeBrace) this.closeInner(BYTE.openBrace);
    else if (byte === BYTE.closeBracket) this.closeInner(BYTE.openBracket);
  }

  /** Whether an object must be the next row, although the one before it has not ended. */
  private beginsAnew(offset: number): boolean {
    const isFirstInLine = this.contentEnd <= this.lineStart;
    if (!isFirstInLine || offset - this.lineStart !== this.elementColumn || this.elementStart < 0) return false;
    const keyIsDue = this.open.at(-1) === BYTE.openBrace && this.previous !== BYTE.colon;
    return this.damaged || keyIsDue;
  }

  /** Closes the nearest bracket of a kind, and those left open inside it. */
  private closeInner(opener: number): void {
    if (!this.open.includes(opener)) return;
    while (this.open.pop() !== opener);
  }

  private takeComma(offset: number): void {
    if (this.elementStart < 0) this.startElement(offset);
    this.endElement();
    this.afterComma = true;
  }

  private closeArray(offset: number): void {
    if (this.elementStart < 0 && this.afterComma) this.startElement(offset);
    if (this.elementStart >= 0) this.endElement();
    this.state = 'afterArray';
  }

  private extendElement(offset: number): void {
    if (this.elementStart < 0) this.startElement(offset);
    this.markContent(offset);
  }

  private startElement(offset: number): void {
    this.elementStart = offset;
    this.elementLine = this.lineNumber;
    this.elementColumn = offset - this.lineStart;
    this.damaged = false;
    this.contentEnd = offset;
    this.contentLine = this.lineNumber;
  }

  private markContent(offset: number): void {
    this.contentEnd = offset + 1;
    this.contentLine = this.lineNumber;
  }

  private startLine(lineFeed: number): void {
    this.lineNumber++;
    this.lineStart = lineFeed + 1;
  }

  private endElement(): void {
    this.index.add(this.elementStart, this.contentEnd - this.elementStart, this.elementLine, this.contentLine);
    this.elementStart = -1;
    this.open.length = 0;
    this.afterComma = false;
  }
}
