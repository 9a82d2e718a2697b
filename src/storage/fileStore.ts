import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';

/**
 * Whole results that are too large for the database, one file each: line indexes, the last selection of a dataset. A
 * file is complete or absent, also after a kill. What was not used for `KEEP_DAYS` is removed.
 */
export class FileStore {
  constructor(
    private readonly folder: string,
    private readonly warn: (message: string) => void,
  ) {}

  async read(name: string): Promise<Buffer | undefined> {
    const file = this.pathOf(name);
    try {
      const bytes = await readFile(file);
      const now = new Date();
      await utimes(file, now, now);
      return bytes;
    } catch {
      return undefined;
    }
  }

  /** Never throws: what cannot be kept is a warning. */
  async write(name: string, parts: readonly Uint8Array[]): Promise<void> {
    const file = this.pathOf(name);
    const temporary = `${file}.${process.pid}-${Date.now()}.tmp`;
    try {
      await mkdir(this.folder, { recursive: true });
      await writeAll(temporary, parts);
      await rename(temporary, file);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      this.warn(`A result cannot be kept in ${this.folder}: ${String(error)}`);
    }
  }

  async remove(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true }).catch(() => undefined);
  }

  async removeUnused(): Promise<void> {
    const oldest = Date.now() - KEEP_DAYS * 24 * 3600 * 1000;
    for (const name of await readdir(this.folder).catch(() => [])) {
      const file = path.join(this.folder, name);
      const modified = await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => Number.POSITIVE_INFINITY,
      );
      if (modified < oldest) await rm(file, { force: true }).catch(() => undefined);
    }
  }

  private pathOf(name: string): string {
    return path.join(this.folder, `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.bin`);
  }
}

const KEEP_DAYS = 90;

async function writeAll(file: string, parts: readonly Uint8Array[]): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    for (const part of parts) if (part.byteLength > 0) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
