import { open, stat, type FileHandle } from 'node:fs/promises';
import { DeitaError } from '../common/errors';

/** Bytes from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Ranges this close are read in one go: a system call costs more than the bytes between. */
const MAX_GAP = 16 * 1024;
/** A joint read holds the memory of all its ranges until the last of them is dropped. */
const MAX_JOINT_READ = 4 * 1024 * 1024;

/** Reads from one file that stays open, so that a file replaced on disk does not change under a reader. */
export class FileReader {
  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** @throws DeitaError `fileNotFound` or `fileUnreadable` */
  static async open(path: string): Promise<FileReader> {
    try {
      // Looked at before it is opened: opening a pipe waits for somebody to write.
      if ((await stat(path)).isFile()) return new FileReader(path, await open(path, 'r'));
    } catch (error) {
      throw openError(path, error);
    }
    throw new DeitaError('fileUnreadable', `${path} is not a file.`, 'Name a .jsonl, .ndjson or .json file.');
  }

  async stat(): Promise<{ size: number; mtimeMs: number }> {
    const { size, mtimeMs } = await this.handle.stat();
    return { size, mtimeMs };
  }

  /** Fills the buffer from a place in the file; shorter at the end of the file. */
  async readInto(buffer: Buffer, offset: number): Promise<Buffer> {
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await this.handle.read(buffer, filled, buffer.length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  /** @throws DeitaError `fileChanged` when the file has become shorter */
  async read(range: ByteRange): Promise<Buffer> {
    const bytes = await this.readInto(Buffer.allocUnsafe(range.end - range.start), range.start);
    if (bytes.length < range.end - range.start) throw fileChanged(this.path);
    return bytes;
  }

  /** Reads many ranges in as few calls as sensible; the result has the order of the ranges. */
  async readAll(ranges: readonly ByteRange[]): Promise<Buffer[]> {
    const result = new Array<Buffer>(ranges.length);
    for (const group of groupNearby(ranges)) {
      const bytes = await this.read(group);
      for (const member of group.members) {
        const range = ranges[member];
        if (range !== undefined) result[member] = bytes.subarray(range.start - group.start, range.end - group.start);
      }
    }
    return result;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

interface RangeGroup extends ByteRange {
  end: number;
  readonly members: number[];
}

function groupNearby(ranges: readonly ByteRange[]): RangeGroup[] {
  const order = ranges.map((range, member) => ({ range, member })).sort((a, b) => a.range.start - b.range.start);
  const groups: RangeGroup[] = [];
  for (const { range, member } of order) {
    const last = groups.at(-1);
    const joins = last !== undefined && range.start - last.end <= MAX_GAP && range.end - last.start <= MAX_JOINT_READ;
    if (joins) {
      last.end = Math.max(last.end, range.end);
      last.members.push(member);
    } else groups.push({ start: range.start, end: range.end, members: [member] });
  }
  return groups;
}

export function fileChanged(path: string): DeitaError {
  return new DeitaError('fileChanged', `${path} changed while it was being read.`, 'Reload the dataset and try again.');
}

function openError(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new DeitaError('fileNotFound', `${path} does not exist.`, 'Check the path.');
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new DeitaError('fileUnreadable', `${path} cannot be read.`, 'Check the permissions of the file.');
  }
  if (typeof code === 'string') {
    return new DeitaError('fileUnreadable', `${path} cannot be read (${code}).`, 'Check the path and the disk.');
  }
  return error;
}
