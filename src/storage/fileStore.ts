import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import type { CacheDisk } from './cacheDisk';
import type { CacheHealth } from './cacheProblem';

/**
 * Whole results that are too large for the database, one file each. A file is complete or absent, also after a kill or
 * on a full disk. What was not used for `KEEP_DAYS` is removed.
 */
export class FileStore {
  /** @param earlier where older versions kept the same: read from there what is not here yet */
  constructor(
    private readonly folder: string,
    private readonly disk: CacheDisk,
    private readonly health: CacheHealth,
    private readonly earlier?: FileStore,
  ) {}

  async read(name: string): Promise<Buffer | undefined> {
    const file = this.pathOf(name);
    try {
      const bytes = await this.disk.readFile(file);
      await this.disk.touch(file).catch(() => undefined); // In a folder that cannot be written it is as good.
      return bytes;
    } catch {
      return this.readEarlier(name);
    }
  }

  /** Never throws: what cannot be kept is a warning. */
  async write(name: string, parts: readonly Uint8Array[]): Promise<void> {
    if (!this.health.isSound) return;
    const file = this.pathOf(name);
    const temporary = `${file}.${randomUUID()}${TEMPORARY}`;
    try {
      await this.disk.writeFile(temporary, parts);
      await this.disk.rename(temporary, file);
    } catch (error) {
      await this.disk.remove(temporary).catch(() => undefined);
      this.health.fail(error);
    }
  }

  /** What was not used for long, and what killed processes left unfinished. */
  async removeUnused(): Promise<void> {
    const now = Date.now();
    for (const { name, touchedMs } of await this.disk.list(this.folder).catch(() => [])) {
      const keepMs = name.endsWith(TEMPORARY) ? LONGEST_WRITE_MS : KEEP_MS;
      if (touchedMs < now - keepMs) await this.disk.remove(path.join(this.folder, name)).catch(() => undefined);
    }
  }

  /** What an older version kept moves here, so that it stays when the older place is cleared. */
  private async readEarlier(name: string): Promise<Buffer | undefined> {
    const bytes = await this.earlier?.read(name);
    if (bytes !== undefined) await this.write(name, [bytes]);
    return bytes;
  }

  private pathOf(name: string): string {
    return path.join(this.folder, `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.bin`);
  }
}

const TEMPORARY = '.tmp';
const DAY_MS = 24 * 3600 * 1000;
const KEEP_MS = 90 * DAY_MS;
const LONGEST_WRITE_MS = DAY_MS;
