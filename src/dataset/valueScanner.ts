import { BYTE, isWhiteSpace, UTF8_MARK } from './bytes';
import { CommentFollower } from './commentFollower';
import type { ScanPosition } from './fileLayout';
import type { LinesNoted, RowIndex } from './rowIndex';
import { RowScanner } from './rowScanner';

/** Taken out of the module object: they are read for every byte. */
const { space: SPACE, quote: QUOTE, backslash: BACKSLASH, slash: SLASH } = BYTE;

/** `atTop`: before, between and after lists; `afterWrapper`: nothing that follows is a row. */
type State = 'atTop' | 'inList' | 'afterWrapper';

/**
 * JSON values that may span lines: the elements of a list, of several lists one after another, of the list that a
 * wrapper object holds, or values that simply follow each other. They are found by following strings and brackets
 * without parsing. Broken text never stops the scan: what lies between two commas of a list is a row, which then fails
 * to parse on its own, and a place where a row or the closing bracket is missing becomes an empty row so that it can be
 * reported. Where a quote or a bracket is missing, the next line that begins as the broken row did begins a new one.
 * Missing commas and comments between rows are noted and cost no row.
 */
export class ValueScanner extends RowScanner {
  private state: State;
  private inString = false;
  private escaped = false;
  private readonly comment: CommentFollower;
  /** Brackets open inside the current element. */
  private readonly open: number[] = [];
  private elementStart = -1;
  private elementLine = 0;
  /** One past the element's last byte that is not white space, and its line. */
  private contentEnd = 0;
  private contentLine = 0;
  private afterComma = false;
  /** Bytes between the start of the line and the element. */
  private elementColumn = 0;
  /** The element's last byte outside strings and white space. */
  private previous = 0;
  /** The element is known not to be JSON. */
  private damaged = false;
  /** Bytes of a byte order mark met at the top of the file, where it counts as white space. */
  private markBytes = 0;

  constructor(index: RowIndex, start: ScanPosition) {
    super(index, start);
    this.comment = new CommentFollower(this.lineBreak);
    this.state = index.form === 'jsonWrapper' ? 'inList' : 'atTop';
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; at++) {
      if (this.inString) at = this.followString(chunk, at);
      else if (chunk[at] !== SPACE || this.isPending) this.takeByte(chunk[at] ?? 0, this.position + at);
    }
    this.position += chunk.length;
    if (this.inString) this.markContent(this.position - 1);
  }

  end(): void {
    const { index } = this;
    this.endMark(this.position);
    if (this.comment.isOpening) this.extendElement(this.position - 1);
    if (this.state === 'inList') this.endInList();
    else if (this.elementStart >= 0) {
      const isWhole = this.open.length === 0 && !this.inString;
      if (!isWhole) index.arrayEnd = 'unclosed';
      else if (index.listCount > 0) index.arrayEnd = 'textAfterEnd';
      this.endElement();
    }
    index.resumeAt = { offset: this.position, lineNumber: this.lineNumber };
  }

  private endInList(): void {
    this.index.arrayEnd = 'unclosed';
    // A last element that is whole gets an empty row after it, which carries the problem.
    if (this.elementStart >= 0 && this.open.length === 0 && !this.inString) this.endElement();
    if (this.elementStart < 0) this.startElement(this.position);
    this.endElement();
  }

  /** Returns the place of the last byte that belongs to the string, or that ends the chunk. */
  private followString(chunk: Buffer, from: number): number {
    let { escaped } = this;
    const { lineBreak } = this;
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      // A line end inside a string is an error in JSON: ending the string there keeps one missing quote from turning
      // the rest of the file inside out.
      if (byte === lineBreak) {
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

  /** Whether the meaning of bytes already met depends on the next one, blank or not. */
  private get isPending(): boolean {
    return this.comment.isOpen || this.markBytes > 0;
  }

  private takeByte(byte: number, offset: number): void {
    const isAfterSlash = this.comment.isOpening;
    const isComment = this.comment.take(byte);
    if (isAfterSlash) this.takeAfterSlash(isComment, offset);
    if (this.markBytes > 0 && byte !== UTF8_MARK[this.markBytes]) this.endMark(offset);
    if (byte === this.lineBreak) this.startLine(offset);
    if (this.state === 'afterWrapper') return;
    // Comments inside of a row stay with it: it is not JSON then.
    if (isComment && this.isInsideElement() && !isWhiteSpace(byte)) this.extendElement(offset);
    if (isComment || isWhiteSpace(byte)) return;
    if (byte === SLASH) this.comment.open();
    else if (this.state === 'inList') this.takeInList(byte, offset);
    else this.takeAtTop(byte, offset);
  }

  /** A slash begins a comment, or is text like any other. */
  private takeAfterSlash(isComment: boolean, offset: number): void {
    if (isComment) this.noteComment();
    if (!isComment || this.isInsideElement()) this.extendElement(offset - 1);
  }

  private noteComment(): void {
    if (!this.isInsideElement()) this.index.comments = noted(this.index.comments, this.lineNumber);
    else this.damaged = true;
  }

  private isInsideElement(): boolean {
    return this.elementStart >= 0 && this.open.length > 0;
  }

  private takeAtTop(byte: number, offset: number): void {
    const { open } = this;
    if (open.length > 0) {
      this.takeInElement(byte, offset);
      if (open.length === 0) this.endElement();
      return;
    }
    if (this.elementStart < 0 && this.continuesMark(byte)) return;
    const isOpener = byte === BYTE.openBrace || byte === BYTE.openBracket;
    if (isOpener) {
      // What stands before it is text that belongs to no value.
      if (this.elementStart >= 0) this.endElement();
      if (byte === BYTE.openBracket && this.index.layout.opensLists) this.openList();
      else this.takeInElement(byte, offset);
    } else if (byte !== BYTE.comma || this.elementStart >= 0) {
      this.extendElement(offset);
      if (byte === QUOTE) this.inString = true;
    }
  }

  private continuesMark(byte: number): boolean {
    if (byte !== UTF8_MARK[this.markBytes]) return false;
    this.markBytes = (this.markBytes + 1) % UTF8_MARK.length;
    return true;
  }

  /** A mark that is not whole is text. */
  private endMark(offset: number): void {
    if (this.markBytes === 0) return;
    this.startElement(offset - this.markBytes);
    this.markContent(offset - 1);
    this.markBytes = 0;
  }

  private openList(): void {
    this.state = 'inList';
    this.index.listCount++;
    this.afterComma = false;
  }

  private takeInList(byte: number, offset: number): void {
    if (byte === BYTE.comma && this.open.length === 0) this.takeComma(offset);
    else if (byte === BYTE.closeBracket && !this.open.includes(BYTE.openBracket)) this.closeList(offset);
    else this.takeInElement(byte, offset);
  }

  private takeInElement(byte: number, offset: number): void {
    const isOpener = byte === BYTE.openBrace || byte === BYTE.openBracket;
    if (isOpener && this.lacksComma()) {
      this.index.missingCommas = noted(this.index.missingCommas, this.lineNumber);
      this.endElement();
    } else if (byte === BYTE.openBrace && this.beginsAgain(offset)) this.endElement();
    this.extendElement(offset);
    this.previous = byte;
    if (byte === QUOTE) this.inString = true;
    else if (isOpener) this.open.push(byte);
    else if (byte === BYTE.closeBrace) this.closeInner(BYTE.openBrace);
    else if (byte === BYTE.closeBracket) this.closeInner(BYTE.openBracket);
  }

  /** Whether the current element is whole, so that another that opens here belongs to the next. */
  private lacksComma(): boolean {
    const { previous } = this;
    return (
      this.elementStart >= 0 &&
      this.open.length === 0 &&
      !this.damaged &&
      (previous === BYTE.closeBrace || previous === BYTE.closeBracket)
    );
  }

  /** Whether an object must be the next row, although the one before it has not ended. */
  private beginsAgain(offset: number): boolean {
    const isFirstInLine = this.contentEnd <= this.lineStart;
    if (!isFirstInLine || offset - this.lineStart !== this.elementColumn || this.elementStart < 0) return false;
    return this.damaged || !this.valueMayFollow();
  }

  /** Whether a value may stand next inside of the current element: after a colon, or at its place in a list. */
  private valueMayFollow(): boolean {
    const { previous } = this;
    if (this.open.at(-1) === BYTE.openBracket) return previous === BYTE.comma || previous === BYTE.openBracket;
    return previous === BYTE.colon || this.open.length === 0;
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

  private closeList(offset: number): void {
    if (this.elementStart < 0 && this.afterComma) this.startElement(offset);
    if (this.elementStart >= 0) this.endElement();
    this.state = this.index.form === 'jsonWrapper' ? 'afterWrapper' : 'atTop';
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
    this.previous = 0;
    this.contentEnd = offset;
    this.contentLine = this.lineNumber;
  }

  private markContent(offset: number): void {
    this.contentEnd = offset + 1;
    this.contentLine = this.lineNumber;
  }

  private startLine(lineBreak: number): void {
    this.lineNumber++;
    this.lineStart = lineBreak + 1;
  }

  private endElement(): void {
    this.index.add(this.elementStart, this.contentEnd - this.elementStart, this.elementLine, this.contentLine);
    this.elementStart = -1;
    this.open.length = 0;
    this.afterComma = false;
  }
}

function noted({ count, firstLine }: LinesNoted, line: number): LinesNoted {
  return { count: count + 1, firstLine: count === 0 ? line : firstLine };
}
