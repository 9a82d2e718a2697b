import { rmSync, writeFileSync } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder, makeFolderSync } from '../common/makeFolder';
import type { BlobEntry, BlobKind } from './blobStore';
import { LmdbDatabase } from './lmdbDatabase';

/** A database in one file. Everything here may throw whatever the disk and the library throw. */
export interface BlobDatabase {
  get(kind: BlobKind, key: Uint8Array): Uint8Array | undefined;
  /** Keeps all of the entries or none; they survive a killed process once it returns. */
  commit(entries: readonly BlobEntry[]): void;
  /** True while another process is writing, possibly for long: `commit` would wait for it. */
  isBusy(): boolean;
  /** False once the file was deleted or another one put in its place: what is written goes nowhere. */
  isInPlace(): boolean;
  /** Bytes in use by one kind; the file itself never shrinks, freed pages are used again. */
  usedBytes(kind: BlobKind): number;
  clear(kind: BlobKind): void;
  close(): Promise<void>;
}

/** What the cache asks of the disk; a test puts one in its place that is full, slow or broken. */
export interface CacheDisk {
  /** Makes the folder and makes sure that it can be written and has some room left. */
  prepareFolder(folder: string): void;
  /** The file is made where there is none. */
  openDatabase(file: string): BlobDatabase;
  readFile(file: string): Promise<Buffer>;
  /** Writes a file of its own name and makes sure that it is on the disk; its folder is made where there is none. */
  writeFile(file: string, parts: readonly Uint8Array[]): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
  /** Names of the files in a folder with the time when each was last touched, in milliseconds. */
  list(folder: string): Promise<readonly { readonly name: string; readonly touchedMs: number }[]>;
  touch(file: string): Promise<void>;
}

/** More than the database's lock file: that one is mapped memory, which ends the process when the disk is full. */
const PROBE_BYTES = 64 * 1024;

export const LOCAL_DISK: CacheDisk = {
  prepareFolder(folder) {
    makeFolderSync(folder);
    const probe = path.join(folder, `.probe-${process.pid}-${Date.now()}`);
    try {
      writeFileSync(probe, Buffer.alloc(PROBE_BYTES, 1), { flag: 'wx', flush: true });
    } finally {
      rmSync(probe, { force: true });
    }
  },
  openDatabase: (file) => new LmdbDatabase(file),
  readFile: (file) => readFile(file),
  async writeFile(file, parts) {
    await makeFolder(path.dirname(file));
    const handle = await open(file, 'wx');
    try {
      for (const part of parts) if (part.byteLength > 0) await handle.writeFile(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename: (from, to) => rename(from, to),
  remove: (file) => rm(file, { force: true }),
  async list(folder) {
    const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
    return Promise.all(
      files.map(async ({ name }) => ({ name, touchedMs: (await stat(path.join(folder, name))).mtimeMs })),
    );
  },
  async touch(file) {
    const now = new Date();
    await utimes(file, now, now);
  },
};
