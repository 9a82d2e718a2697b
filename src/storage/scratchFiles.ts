import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, open, readdir, rename, rm, stat, statfs, utimes, type FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { makeFolder } from '../common/makeFolder';
import { fillBuffer } from '../common/fillBuffer';
import { isProcessRunning } from '../common/isProcessRunning';
import type { ScratchFile, ScratchFolder } from '../dataset/containers/scratch';

const DAY_MS = 24 * 3600 * 1000;
/** Text can be unpacked again, and takes more room than anything else that is kept. */
const KEEP_MS = 14 * DAY_MS;
const UNFINISHED = '.part';

/** What a test replaces to see what a full disk does. */
export type AppendBytes = (handle: FileHandle, bytes: Uint8Array) => Promise<void>;

const append: AppendBytes = (handle, bytes) => handle.appendFile(bytes);

/**
 * Text that files are unpacked to, one file each. A file is whole or absent, also after a kill: an unfinished one has
 * another name, which its process takes with it or the next one removes.
 */
export class KeptScratch implements ScratchFolder {
  constructor(
    readonly path: string,
    private readonly appendBytes: AppendBytes = append,
  ) {}

  static inCache(cacheDir: string): KeptScratch {
    return new KeptScratch(path.join(cacheDir, 'unpacked-v1'));
  }

  async freeBytes(): Promise<number> {
    await makeFolder(this.path);
    return freeBytesOf(this.path);
  }

  async find(name: string, byteLength: number): Promise<ScratchFile | undefined> {
    const file = this.pathOf(name);
    const handle = await open(file, 'r').catch(() => undefined);
    if (handle === undefined) return undefined;
    if ((await handle.stat()).size === byteLength) {
      const now = new Date();
      await utimes(file, now, now).catch(() => undefined); // In a folder that cannot be written it is as good.
      return new OpenScratch(handle, this.appendBytes, undefined);
    }
    await handle.close();
    return undefined;
  }

  async create(name: string): Promise<ScratchFile> {
    await makeFolder(this.path);
    const kept = this.pathOf(name);
    const file = `${kept}.${process.pid}.${randomUUID()}${UNFINISHED}`;
    return new OpenScratch(await open(file, 'wx+'), this.appendBytes, { file, kept });
  }

  /** What was not used for long, and what killed processes left unfinished. */
  async removeUnused(): Promise<void> {
    for (const name of await readdir(this.path).catch(() => [])) {
      const file = path.join(this.path, name);
      const isUnused = name.endsWith(UNFINISHED)
        ? !isProcessRunning(processOf(name))
        : await isOlderThan(file, KEEP_MS);
      if (isUnused) await rm(file, { force: true }).catch(() => undefined);
    }
  }

  private pathOf(name: string): string {
    return path.join(this.path, `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.txt`);
  }
}

/** Text that lasts as long as its dataset is open, for a run that keeps nothing. */
export class TemporaryScratch implements ScratchFolder {
  readonly path = os.tmpdir();

  constructor(private readonly appendBytes: AppendBytes = append) {}

  freeBytes(): Promise<number> {
    return freeBytesOf(this.path);
  }

  find(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async create(): Promise<ScratchFile> {
    const folder = await mkdtemp(path.join(this.path, 'deita-'));
    const file = path.join(folder, `text${UNFINISHED}`);
    const handle = await open(file, 'wx+');
    if (process.platform !== 'win32') await rm(folder, { recursive: true }); // A killed process leaves nothing behind.
    return new OpenScratch(handle, this.appendBytes, { file: folder, kept: undefined });
  }
}

interface Unfinished {
  /** Or the folder made for it. */
  readonly file: string;
  /** Where it goes once it is whole; undefined where nothing is kept. */
  readonly kept: string | undefined;
}

class OpenScratch implements ScratchFile {
  constructor(
    private readonly handle: FileHandle,
    private readonly appendBytes: AppendBytes,
    /** undefined for a file that was kept before. */
    private unfinished: Unfinished | undefined,
  ) {}

  append(bytes: Uint8Array): Promise<void> {
    return this.appendBytes(this.handle, bytes);
  }

  async readInto(buffer: Buffer, offset: number): Promise<Buffer> {
    return buffer.subarray(0, await fillBuffer(this.handle, buffer, offset));
  }

  async keep(): Promise<void> {
    if (this.unfinished?.kept === undefined) return;
    try {
      await this.handle.sync();
      await rename(this.unfinished.file, this.unfinished.kept);
      this.unfinished = undefined;
    } catch {
      // It is removed when it is closed, and unpacked again next time.
    }
  }

  async close(): Promise<void> {
    await this.handle.close();
    if (this.unfinished !== undefined) await rm(this.unfinished.file, { recursive: true, force: true });
  }
}

function processOf(name: string): number {
  return Number(name.split('.').at(-3));
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function isOlderThan(file: string, ageMs: number): Promise<boolean> {
  const stats = await stat(file).catch(() => undefined);
  return stats !== undefined && stats.mtimeMs < Date.now() - ageMs;
}
