import { renameSync } from 'node:fs';
import path from 'node:path';
import type { ScratchFolder } from '../dataset/containers/scratch';
import type { BlobStore } from './blobStore';
import { LOCAL_DISK, type BlobDatabase, type CacheDisk } from './cacheDisk';
import { CacheHealth, type WarnOfCache } from './cacheProblem';
import { type FolderProbes, LOCAL_PROBES } from './fileSystem';
import { FileStore } from './fileStore';
import { isSoundLmdbFile } from './lmdbFile';
import { safeCacheFolder } from './localFolder';
import { memoryByKind } from './memoryBlobs';
import { KeptScratch, TemporaryScratch } from './scratchFiles';
import { SELECTIONS_FOLDER } from './selectionsFolder';
import { WriteBehind } from './writeBehind';
import { say } from '../messages/say';

/** Whole results by name. */
export interface KeptFiles {
  read(name: string): Promise<Buffer | undefined>;
  /** Never throws: what cannot be kept is a warning. */
  write(name: string, parts: readonly Uint8Array[]): Promise<void>;
}

/** What was worked out before, on disk or, where there is no disk, in memory for this run. */
export interface CacheStore {
  readonly scores: BlobStore;
  readonly embeddings: BlobStore;
  /** Line indexes and what is known of rows: worked out again when they are gone. */
  readonly files: KeptFiles;
  /** The last selection of each dataset: the person's own, which clearing the cache leaves alone. */
  readonly selections: KeptFiles;
  /** Where packed files are unpacked to. */
  readonly scratch: ScratchFolder;
  /** False when what is kept is lost with the process. */
  readonly persistent: boolean;
  /** Resolves when everything put so far outlives the process, or cannot be kept, which `warn` has then been told. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface CacheStoreOptions {
  /** null = memory only. */
  readonly cacheDir: string | null;
  /** Of failures it is told of one alone, however many things fail. */
  readonly warn: WarnOfCache;
  /** Embeddings are forgotten at opening once they take more than this. */
  readonly maxEmbeddingBytes?: number;
  readonly disk?: CacheDisk;
  readonly probes?: FolderProbes;
}

/** Raised whenever keys or values change their form; older files are left alone. */
const FILE_NAME = 'content-v1.mdb';
const FILES_FOLDER = 'files-v1';
const DEFAULT_MAX_EMBEDDING_BYTES = 8 * 2 ** 30;

/** A cache that cannot be used is a warning, never an error: the work goes on without it. */
export function openCacheStore(options: CacheStoreOptions): CacheStore {
  const { cacheDir, warn, disk = LOCAL_DISK, probes = LOCAL_PROBES } = options;
  if (cacheDir === null) return memoryStore();
  const folder = safeCacheFolder(cacheDir, FILE_NAME, probes, warn);
  if (folder === undefined) return memoryStore();
  const health = new CacheHealth(folder, warn);
  try {
    disk.prepareFolder(folder);
    return diskStore(folder, { ...options, disk }, health);
  } catch (error) {
    health.fail(error);
    return memoryStore();
  }
}

function memoryStore(): CacheStore {
  return {
    ...memoryByKind(),
    files: NO_FILES,
    selections: NO_FILES,
    scratch: new TemporaryScratch(),
    persistent: false,
    flush: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

const NO_FILES: KeptFiles = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() };

function diskStore(
  folder: string,
  { warn, maxEmbeddingBytes, disk }: CacheStoreOptions & { readonly disk: CacheDisk },
  health: CacheHealth,
): CacheStore {
  const file = path.join(folder, FILE_NAME);
  setAsideIfDamaged(file, warn);
  const database = disk.openDatabase(file);
  forgetTooMany(database, maxEmbeddingBytes ?? DEFAULT_MAX_EMBEDDING_BYTES);
  const values = new WriteBehind(database, health);
  const files = new FileStore(path.join(folder, FILES_FOLDER), disk, health);
  void files.removeUnused();
  const scratch = KeptScratch.inCache(folder);
  void scratch.removeUnused();
  return {
    scores: values.blobs('scores'),
    embeddings: values.blobs('embeddings'),
    files,
    selections: new FileStore(path.join(folder, SELECTIONS_FOLDER), disk, health, files),
    scratch,
    get persistent() {
      return health.isSound;
    },
    flush: () => values.flush(),
    close: () => values.close(),
  };
}

function forgetTooMany(database: BlobDatabase, maxBytes: number): void {
  if (database.usedBytes('embeddings') > maxBytes) database.clear('embeddings');
}

function setAsideIfDamaged(file: string, warn: WarnOfCache): void {
  if (isSoundLmdbFile(file)) return;
  const aside = `${file}.damaged-${Date.now()}`;
  renameSync(file, aside);
  warn(say('cacheDamaged', { file: aside }));
}
