import { open, type Database, type RootDatabase } from 'lmdb';
import type { BlobEntry, BlobKind } from './blobStore';
import { CacheBusy } from './cacheProblem';
import { fileIdOf } from './fileId';
import { LmdbWriteLock } from './lmdbWriteLock';

/**
 * One LMDB environment with a database for each kind of value. Several processes of one machine may use it at the same
 * time (not over a network file system). What is committed survives a killed process.
 *
 * Writes are transactions in this thread. The library can also write in a thread of its own, but then a full disk ends
 * the process: rejections that nobody can catch.
 *
 * Values stay far below 16 MB: up to there lmdb copies what it reads, beyond it hands out mapped memory, which an
 * Electron with the V8 sandbox refuses.
 */
export class LmdbDatabase {
  private readonly root: RootDatabase<Buffer, Uint8Array>;
  private readonly databases = new Map<BlobKind, Database<Buffer, Uint8Array>>();
  private readonly lock: LmdbWriteLock;
  private readonly fileId: string | undefined;

  /** @throws CacheBusy, or what lmdb throws when the file is no database or cannot be opened */
  constructor(private readonly file: string) {
    this.lock = new LmdbWriteLock(`${file}-lock`);
    if (!this.lock.waitUntilFree(PATIENCE_MS)) throw new CacheBusy();
    this.root = open<Buffer, Uint8Array>({ path: file, ...ENCODING, maxDbs: 4, noSubdir: true, cache: false });
    this.fileId = fileIdOf(file);
    // A killed process leaves its reader slot behind, which would keep old pages from being used again.
    this.root.readerCheck();
  }

  get(kind: BlobKind, key: Uint8Array): Uint8Array | undefined {
    return this.database(kind).get(asBuffer(key));
  }

  commit(entries: readonly BlobEntry[]): void {
    for (const { kind } of entries) this.database(kind); // A database cannot be made within a transaction.
    this.root.transactionSync(() => {
      for (const { kind, key, value } of entries) this.database(kind).putSync(asBuffer(key), asBuffer(value));
    });
  }

  isBusy(): boolean {
    return this.lock.isHeld();
  }

  isInPlace(): boolean {
    return this.fileId !== undefined && fileIdOf(this.file) === this.fileId;
  }

  usedBytes(kind: BlobKind): number {
    const stats = this.database(kind).getStats() as Record<string, number>;
    const pages =
      (stats['treeBranchPageCount'] ?? 0) + (stats['treeLeafPageCount'] ?? 0) + (stats['overflowPages'] ?? 0);
    return pages * (stats['pageSize'] ?? 0);
  }

  clear(kind: BlobKind): void {
    this.database(kind).clearSync();
  }

  /** A database that is closed while its last commit is on the way to the disk can crash the process. */
  async close(): Promise<void> {
    await this.root.flushed;
    await this.root.close();
  }

  private database(kind: BlobKind): Database<Buffer, Uint8Array> {
    const database = this.databases.get(kind) ?? this.root.openDB<Buffer, Uint8Array>({ name: kind, ...ENCODING });
    this.databases.set(kind, database);
    return database;
  }
}

/** How long an opening waits for another process that is writing. */
const PATIENCE_MS = 3_000;

const ENCODING = { encoding: 'binary', keyEncoding: 'binary' } as const;

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
