import { open, stat, type FileHandle } from 'node:fs/promises';
import type { DeitaError } from '../common/errors';
import { fillBuffer } from '../common/fillBuffer';
import { fault } from '../messages/say';
import { ByteSource } from './byteSource';

/** Reads from one file that stays open, so that a file replaced on disk does not change under a reader. */
export class FileReader extends ByteSource {
  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
  ) {
    super();
  }

  /** @throws DeitaError `fileNotFound` or `fileUnreadable` */
  static async open(path: string): Promise<FileReader> {
    try {
      // Looked at before it is opened: opening a pipe waits for somebody to write.
      if ((await stat(path)).isFile()) return new FileReader(path, await open(path, 'r'));
    } catch (error) {
      throw openError(path, error);
    }
    throw fault('noFile', { file: path });
  }

  async stat(): Promise<{ size: number; mtimeMs: number }> {
    const { size, mtimeMs } = await this.handle.stat();
    return { size, mtimeMs };
  }

  /** Fills the buffer from a place in the file; shorter at the end of the file. */
  async readInto(buffer: Buffer, offset: number): Promise<Buffer> {
    return buffer.subarray(0, await fillBuffer(this.handle, buffer, offset));
  }

  async untilBytes(): Promise<number> {
    return (await this.stat()).size;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  protected shortened(): Error {
    return fileChanged(this.path);
  }
}

export function fileChanged(path: string): DeitaError {
  return fault('fileChanged', { file: path });
}

function openError(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return fault('fileNotFound', { file: path });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return fault('fileNotAllowed', { file: path });
  }
  if (typeof code === 'string') {
    return fault('fileNotOpened', { file: path, code });
  }
  return error;
}
