import type { TextFault } from './byteSource';
import type { ScanPosition } from './fileLayout';
import type { RowIndex } from './rowIndex';

/** Finds the rows of a file in one pass over its bytes, whatever the size of the chunks. */
export abstract class RowScanner {
  /** Of the current chunk, in the file. */
  protected position: number;
  protected lineNumber: number;
  protected lineStart: number;
  protected readonly lineBreak: number;

  constructor(
    protected readonly index: RowIndex,
    start: ScanPosition,
  ) {
    this.position = start.offset;
    this.lineStart = start.offset;
    this.lineNumber = start.lineNumber;
    this.lineBreak = index.layout.lineBreak;
  }

  abstract push(chunk: Buffer): void;

  /** The file has ended. */
  abstract end(): void;

  /** Rows are missing here. */
  fault({ at, said, rows }: TextFault): void {
    this.index.addUnreadable(at, this.lineNumber, said, rows);
  }
}
