import { BYTE } from './bytes';
import type { ByteSource } from './byteSource';

/** Most elements stand at or near the start of their line. */
const FIRST_STEP_BYTES = 512;
const STEP_BYTES = 64 * 1024;

/**
 * The column in which a place of the file stands, found by reading back to the start of its line. Remembers the last
 * answer, so that going through the rows of a file that is one long line reads that line once.
 */
export class StartColumns {
  private known = { offset: 0, lineNumber: 1, column: 1 };

  /** @param textOffset where the text of the file begins, after a byte order mark */
  constructor(
    private readonly text: ByteSource,
    private readonly textOffset: number,
    private readonly lineBreak: number = BYTE.lineFeed,
  ) {}

  /** 1-based, in UTF-16 units. */
  async columnAt(offset: number, lineNumber: number): Promise<number> {
    const { known } = this;
    const onSameLine = known.lineNumber === lineNumber && known.offset <= offset;
    const floor = onSameLine ? Math.max(known.offset, this.textOffset) : this.textOffset;
    let column = onSameLine ? known.column : 1;
    let step = FIRST_STEP_BYTES;
    for (let end = offset; end > floor; step = STEP_BYTES) {
      const start = Math.max(floor, end - step);
      const bytes = await this.text.read({ start, end });
      const lineBreak = bytes.lastIndexOf(this.lineBreak);
      column += utf16Length(bytes.subarray(lineBreak + 1));
      end = lineBreak < 0 ? start : floor;
    }
    this.known = { offset, lineNumber, column };
    return column;
  }
}

/** Every byte that starts a character counts once, and twice where the character takes four bytes. */
function utf16Length(bytes: Buffer): number {
  let length = 0;
  for (const byte of bytes) {
    if ((byte & 0xc0) !== 0x80) length++;
    if (byte >= 0xf0) length++;
  }
  return length;
}
