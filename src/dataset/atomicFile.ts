import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { DeitaError, messageOf } from '../common/errors';
import type { Message } from '../common/message';
import { fileExists } from '../common/fileExists';
import { makeFolder } from '../common/makeFolder';
import { fault, say } from '../messages/say';

export interface WrittenFile {
  readonly bytes: number;
  /** Hex SHA-256 of the file. */
  readonly sha256: string;
}

const BUFFER_BYTES = 1024 * 1024;

/** Collects small writes, counts and hashes what goes through. */
export class FileSink {
  private readonly hash = createHash('sha256');
  private pending: Uint8Array[] = [];
  private pendingBytes = 0;
  private written = 0;

  constructor(private readonly handle: FileHandle) {}

  async write(...parts: readonly Uint8Array[]): Promise<void> {
    for (const part of parts) {
      this.pending.push(part);
      this.pendingBytes += part.length;
    }
    if (this.pendingBytes >= BUFFER_BYTES) await this.flush();
  }

  /** Writes what is left and makes sure that it is on the disk. */
  async finish(): Promise<WrittenFile> {
    await this.flush();
    await this.handle.sync();
    return { bytes: this.written, sha256: this.hash.digest('hex') };
  }

  private async flush(): Promise<void> {
    const bytes = Buffer.concat(this.pending);
    this.pending = [];
    this.pendingBytes = 0;
    this.hash.update(bytes);
    await this.handle.writeFile(bytes);
    this.written += bytes.length;
  }
}

/** Makes a folder that a command writes to, unless it is there. @throws DeitaError `outputFailed` */
export async function makeOutputFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (error) {
    throw fault('folderNotMade', { folder, reason: messageOf(error) });
  }
}

/** Puts a file in place of whatever is there. @throws DeitaError `outputFailed` */
export async function replaceFile(target: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  await writeFileAtomically(target, { overwrite: true }, (sink) => sink.write(bytes));
}

export interface AtomicOptions {
  readonly overwrite: boolean;
  /** Called with the path of the whole file before it takes the target's place, unless it throws. */
  readonly beforeReplacing?: (temporary: string) => Promise<void>;
}

/**
 * Writes a file beside its target and renames it into place, so that the target is there whole or not at all.
 * @throws DeitaError `outputExists` when there is a target and `overwrite` is false, `outputFailed` when the folder
 * does not exist or cannot be written
 */
export async function writeFileAtomically(
  target: string,
  { overwrite, beforeReplacing }: AtomicOptions,
  write: (sink: FileSink) => Promise<void>,
): Promise<WrittenFile> {
  if (!overwrite) await refuseExisting(target);
  await refuseDevice(target);
  const temporary = temporaryName(target);
  try {
    const result = await writeTemporary(temporary, write);
    await beforeReplacing?.(temporary);
    if (!overwrite) await refuseExisting(target);
    await rename(temporary, target);
    return result;
  } catch (error) {
    await rm(temporary, { force: true });
    throw describeFailure(target, error);
  }
}

/** Finds out whether a file could be written, before the work that it is for. @throws DeitaError `outputFailed` */
export async function assertWritable(target: string): Promise<void> {
  await refuseDevice(target);
  const temporary = temporaryName(target);
  try {
    await (await open(temporary, 'wx')).close();
    await rm(temporary);
  } catch (error) {
    throw describeFailure(target, error);
  }
}

/** Beside the target: only within a file system is renaming one step. */
function temporaryName(target: string): string {
  return path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}.tmp`);
}

async function writeTemporary(temporary: string, write: (sink: FileSink) => Promise<void>): Promise<WrittenFile> {
  const handle = await open(temporary, 'wx');
  try {
    const sink = new FileSink(handle);
    await write(sink);
    return await sink.finish();
  } finally {
    await handle.close();
  }
}

async function refuseExisting(target: string): Promise<void> {
  if (!(await fileExists(target))) return;
  throw fault('outputExists', { file: target });
}

/** What is neither file nor folder would be gone for all programs: `/dev/null`, a pipe. */
async function refuseDevice(target: string): Promise<void> {
  const there = await stat(target).catch(() => undefined);
  if (there === undefined || there.isFile() || there.isDirectory()) return;
  throw fault('outputNotWritten', { file: target, reason: say('output.isDevice') });
}

/** Failures of the file system that a person can do something about. */
const FAILURES: Readonly<Record<string, Message>> = {
  ENOENT: say('output.noFolder'),
  ENOTDIR: say('output.noFolder'),
  EEXIST: say('output.folderIsFile'),
  EISDIR: say('output.isFolder'),
  EACCES: say('disk.notWritable'),
  EPERM: say('disk.notWritable'),
  EROFS: say('disk.notWritable'),
  ENOSPC: say('disk.full'),
  EDQUOT: say('disk.quota'),
  EFBIG: say('disk.fileSize'),
  ENAMETOOLONG: say('output.longName'),
};

/** Why a file system did not write; undefined for what a person can do nothing about. */
export function unwrittenReason(error: unknown): Message | undefined {
  return error instanceof DeitaError ? undefined : FAILURES[codeOf(error)];
}

/** @returns DeitaError `outputNotWritten` for what the file system refused, else the error itself */
export function describeFailure(target: string, error: unknown): unknown {
  const isThere = existsSync(path.dirname(target)); // Folders of the system say that there is nothing, too.
  const reason = isThere && codeOf(error) === 'ENOENT' ? say('disk.notWritable') : unwrittenReason(error);
  return reason === undefined ? error : fault('outputNotWritten', { file: target, reason });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
