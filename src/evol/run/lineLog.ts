import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { readFile, truncate } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type DeitaError, messageOf } from '../../common/errors';
import { fault } from '../../messages/say';
import { unwrittenReason } from '../../dataset/atomicFile';
import { parsedJson } from '../../dataset/formats/format';

const LINE_BREAK = 0x0a;

/** What the lines of a file are. */
export interface LineKind<Line> {
  /** What is said of a line that is none. */
  readonly damaged: 'noAnswerLine' | 'noRequestLine' | 'noCorrectionLine' | 'noItemLine' | 'noVoteLine';
  matches(value: unknown): value is Line;
}

/**
 * A file of JSON lines that only grows. A line is there whole or, when the process ended in the middle of writing it,
 * not at all: opening takes such a piece away.
 */
export class LineLog<Line> {
  private length: number;
  private failure: DeitaError | undefined;

  private constructor(
    private readonly file: string,
    private readonly descriptor: number,
  ) {
    this.length = fstatSync(descriptor).size;
  }

  /** @param onLine told of every line that the file holds @throws DeitaError `outputFailed`, `fileUnreadable` */
  static async open<Line>(file: string, kind: LineKind<Line>, onLine: (line: Line) => void): Promise<LineLog<Line>> {
    const bytes = await contentOf(file);
    const { lines, end } = linesIn(bytes, file, kind);
    lines.forEach(onLine);
    let log: LineLog<Line> | undefined;
    try {
      if (end < bytes.length) await truncate(file, end);
      log = new LineLog<Line>(file, openSync(file, 'a'));
      if (end > 0 && bytes[end - 1] !== LINE_BREAK) log.write(Buffer.from('\n'));
      return log;
    } catch (error) {
      if (log !== undefined) closeSync(log.descriptor);
      throw notWritten(file, error);
    }
  }

  /**
   * Hands the line to the system before it returns: whatever becomes of this process afterwards, the line is there.
   * After a failure nothing more is written, so that no line begins in the middle of another.
   * @throws DeitaError `outputFailed`
   */
  append(line: Line): void {
    if (this.failure !== undefined) throw this.failure;
    try {
      this.write(Buffer.from(`${JSON.stringify(line)}\n`));
    } catch (error) {
      this.failure = notWritten(this.file, error);
      ftruncateSync(this.descriptor, this.length);
      throw this.failure;
    }
  }

  /** Closes the file also where its lines could not be brought to the disk. @throws DeitaError `outputFailed` */
  async close(): Promise<void> {
    try {
      await promisify(fdatasync)(this.descriptor);
    } catch (error) {
      throw notWritten(this.file, error);
    } finally {
      closeSync(this.descriptor);
    }
  }

  private write(bytes: Buffer): void {
    for (let written = 0; written < bytes.length;) written += writeSync(this.descriptor, bytes, written);
    this.length += bytes.length;
  }
}

/** The lines of such a file without changing it; none when it is not there. @throws DeitaError `fileUnreadable` */
export async function readLines<Line>(file: string, kind: LineKind<Line>): Promise<readonly Line[]> {
  return linesIn(await contentOf(file), file, kind).lines;
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw fault('notRead', { file, reason: messageOf(error) });
  }
}

interface FoundLines<Line> {
  readonly lines: readonly Line[];
  /** Where the last of them ends; what stands after that was not written to its end. */
  readonly end: number;
}

/** @param before lines of the file that stand before these bytes @throws DeitaError `fileUnreadable` */
export function linesIn<Line>(bytes: Buffer, file: string, kind: LineKind<Line>, before = 0): FoundLines<Line> {
  const end = bytes.lastIndexOf(LINE_BREAK) + 1;
  const lines = bytes
    .toString('utf8', 0, end)
    .split('\n')
    .flatMap((text, at): Line[] => {
      if (text.trim() === '') return [];
      const value = parsedJson(text);
      if (kind.matches(value)) return [value];
      throw fault(kind.damaged, { line: String(before + at + 1), file });
    });
  // Whole JSON is no torn piece: an editor, or a person, left out the last line break.
  const last = parsedJson(bytes.toString('utf8', end));
  return kind.matches(last) ? { lines: [...lines, last], end: bytes.length } : { lines, end };
}

function notWritten(file: string, error: unknown): DeitaError {
  return fault('notWritten', { file, reason: unwrittenReason(error) ?? messageOf(error) });
}
