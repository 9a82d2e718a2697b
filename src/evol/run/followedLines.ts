import { open } from 'node:fs/promises';
import { messageOf } from '../../common/errors';
import { fault } from '../../messages/say';
import { linesIn, type LineKind } from './lineLog';

/** So many bytes of what was read are looked at again: a file that was edited and not only appended to differs there. */
const TAIL_BYTES = 256;

export interface NewLines<Line> {
  readonly lines: readonly Line[];
  /** Whether these are all lines of the file, because what was read before is no longer in it. */
  readonly restarted: boolean;
}

/** Reads a growing file of JSON lines, each time what is new of it. */
export class FollowedLines<Line> {
  private end = 0;
  private linesBefore = 0;
  private tail = Buffer.alloc(0);

  constructor(
    private readonly file: string,
    private readonly kind: LineKind<Line>,
  ) {}

  /** None where there is no file. @throws DeitaError `fileUnreadable` */
  async read(): Promise<NewLines<Line>> {
    const from = this.end - this.tail.length;
    const bytes = await bytesFrom(this.file, from);
    const isSame = bytes.subarray(0, this.tail.length).equals(this.tail);
    if (isSame) return { lines: this.take(bytes.subarray(this.tail.length)), restarted: false };
    [this.end, this.linesBefore, this.tail] = [0, 0, Buffer.alloc(0)];
    return { lines: this.take(from === 0 ? bytes : await bytesFrom(this.file, 0)), restarted: true };
  }

  private take(bytes: Buffer): readonly Line[] {
    const { lines, end } = linesIn(bytes, this.file, this.kind, this.linesBefore);
    const taken = bytes.subarray(0, end);
    for (const byte of taken) if (byte === LINE_BREAK) this.linesBefore++;
    this.end += end;
    this.tail = Buffer.from(Buffer.concat([this.tail, taken.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES));
    return lines;
  }
}

const LINE_BREAK = 0x0a;
const PIECE_BYTES = 2 ** 20;

/** What a file holds from a place on; nothing where it is shorter or not there. */
async function bytesFrom(file: string, from: number): Promise<Buffer> {
  try {
    const handle = await open(file, 'r');
    try {
      const parts: Buffer[] = [];
      for (let at = from; ;) {
        const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES, at);
        if (bytesRead === 0) return Buffer.concat(parts);
        parts.push(buffer.subarray(0, bytesRead));
        at += bytesRead;
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw fault('notRead', { file, reason: messageOf(error) });
  }
}
