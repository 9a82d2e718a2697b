import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { readFile, truncate } from 'node:fs/promises';
import { promisify } from 'node:util';
import { DeitaError, messageOf } from '../../common/errors';

const LINE_BREAK = 0x0a;

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
  static async open<Line>(file: string, onLine: (line: Line) => void): Promise<LineLog<Line>> {
    const bytes = await contentOf(file);
    const end = bytes.lastIndexOf(LINE_BREAK) + 1;
    for (const line of parsed<Line>(bytes.subarray(0, end), file)) onLine(line);
    try {
      if (end < bytes.length) await truncate(file, end);
      return new LineLog<Line>(file, openSync(file, 'a'));
    } catch (error) {
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
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(this.descriptor, bytes, written);
      this.length += bytes.length;
    } catch (error) {
      this.failure = notWritten(this.file, error);
      ftruncateSync(this.descriptor, this.length);
      throw this.failure;
    }
  }

  async close(): Promise<void> {
    await promisify(fdatasync)(this.descriptor);
    closeSync(this.descriptor);
  }
}

/** The lines of such a file without changing it; none when it is not there. @throws DeitaError `fileUnreadable` */
export async function readLines<Line>(file: string): Promise<Line[]> {
  const bytes = await contentOf(file);
  return parsed<Line>(bytes.subarray(0, bytes.lastIndexOf(LINE_BREAK) + 1), file);
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw new DeitaError('fileUnreadable', `${file} cannot be read: ${messageOf(error)}.`);
  }
}

function parsed<Line>(bytes: Uint8Array, file: string): Line[] {
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  return lines.flatMap((text, at) => {
    if (text.trim() === '') return [];
    try {
      return [JSON.parse(text) as Line];
    } catch {
      throw new DeitaError(
        'fileUnreadable',
        `Line ${at + 1} of ${file} is no JSON.`,
        'Take the damaged line away; what it held is asked again.',
      );
    }
  });
}

function notWritten(file: string, error: unknown): DeitaError {
  return new DeitaError('outputFailed', `${file} cannot be written: ${messageOf(error)}.`);
}
