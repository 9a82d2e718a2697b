import { open, type Database, type RootDatabase } from 'lmdb';
import type { BlobStore } from './blobStore';

export type BlobDatabaseName = 'scores' | 'embeddings';

/**
 * One LMDB environment with a database a kind of value. Several processes may use it at the same time (not over a
 * network file system). Writes are committed in the background within milliseconds and survive a killed process.
 *
 * Values stay far below 16 MB: up to there lmdb copies what it reads, beyond it hands out mapped memory, which an
 * Electron with the V8 sandbox refuses.
 */
export class LmdbEnvironment {
  private readonly root: RootDatabase<Buffer, Uint8Array>;
  private writable = true;

  /** @throws what lmdb throws when the file is no database or cannot be opened */
  constructor(
    path: string,
    private readonly onWriteError: (error: unknown) => void,
  ) {
    this.root = open<Buffer, Uint8Array>({ path, ...ENCODING, maxDbs: 4, noSubdir: true, cache: false });
    // A killed process leaves its reader slot behind, which would keep old pages from being used again.
    this.root.readerCheck();
  }

  blobs(name: BlobDatabaseName): BlobStore {
    const database = this.root.openDB<Buffer, Uint8Array>({ name, ...ENCODING });
    return { get: (key) => database.get(key), put: (key, value) => this.put(database, key, value) };
  }

  /** Bytes in use by one database; the file itself never shrinks, freed pages are used again. */
  usedBytes(name: BlobDatabaseName): number {
    const stats = this.root.openDB({ name, ...ENCODING }).getStats() as Record<string, number>;
    const pages =
      (stats['treeBranchPageCount'] ?? 0) + (stats['treeLeafPageCount'] ?? 0) + (stats['overflowPages'] ?? 0);
    return pages * (stats['pageSize'] ?? 0);
  }

  clear(name: BlobDatabaseName): void {
    this.root.openDB({ name, ...ENCODING }).clearSync();
  }

  async flush(): Promise<void> {
    await this.root.committed;
  }

  /** A database that is closed while its last commit is on the way to the disk can crash the process. */
  async close(): Promise<void> {
    await this.root.committed;
    await this.root.flushed;
    await this.root.close();
  }

  private put(database: Database<Buffer, Uint8Array>, key: Uint8Array, value: Uint8Array): void {
    if (!this.writable) return;
    // Copies: the database reads them later, on a thread of its own.
    database.put(Buffer.from(key), Buffer.from(value)).catch((error: unknown) => this.stopWriting(error));
  }

  /** A full disk must not stop the work: reading goes on, writing ends with one message. */
  private stopWriting(error: unknown): void {
    if (!this.writable) return;
    this.writable = false;
    this.onWriteError(error);
  }
}

const ENCODING = { encoding: 'binary', keyEncoding: 'binary' } as const;
