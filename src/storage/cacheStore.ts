import { accessSync, constants, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { BlobStore } from './blobStore';
import { LmdbEnvironment } from './lmdbBlobs';
import { isSoundLmdbFile } from './lmdbFile';
import { MemoryBlobs } from './memoryBlobs';

/** Scores and embeddings by content, on disk or, where there is no disk, in memory for this run. */
export interface CacheStore {
  readonly scores: BlobStore;
  readonly embeddings: BlobStore;
  /** False when what is kept is lost with the process. */
  readonly persistent: boolean;
  /** Resolves when everything put so far outlives the process. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface CacheStoreOptions {
  /** null = memory only. Deleting the folder while nothing uses it clears the cache. */
  readonly cacheDir: string | null;
  readonly warn: (message: string) => void;
  /** Embeddings are forgotten at opening once they take more than this. */
  readonly maxEmbeddingBytes?: number;
}

/** Raised whenever keys or values change their form; older files are left alone. */
const FILE_NAME = 'content-v1.mdb';
const DEFAULT_MAX_EMBEDDING_BYTES = 8 * 2 ** 30;
const MEMORY_BYTES = { scores: 128 * 2 ** 20, embeddings: 256 * 2 ** 20 };

/** A cache that cannot be opened is a warning, never an error: the work goes on without it. */
export function openCacheStore(options: CacheStoreOptions): CacheStore {
  if (options.cacheDir === null) return memoryStore();
  try {
    return diskStore(options.cacheDir, options);
  } catch (error) {
    options.warn(`The cache in ${options.cacheDir} cannot be used, this run works without it: ${String(error)}`);
    return memoryStore();
  }
}

function memoryStore(): CacheStore {
  return {
    scores: new MemoryBlobs(MEMORY_BYTES.scores),
    embeddings: new MemoryBlobs(MEMORY_BYTES.embeddings),
    persistent: false,
    flush: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

function diskStore(cacheDir: string, { warn, maxEmbeddingBytes }: CacheStoreOptions): CacheStore {
  const file = path.join(cacheDir, FILE_NAME);
  mkdirSync(cacheDir, { recursive: true });
  accessSync(cacheDir, constants.W_OK);
  setAsideIfDamaged(file, warn);
  const environment = new LmdbEnvironment(file, (error) =>
    warn(`The cache cannot be written any more, results of this run are not kept: ${String(error)}`),
  );
  const scores = environment.blobs('scores');
  const embeddings = environment.blobs('embeddings');
  if (environment.usedBytes('embeddings') > (maxEmbeddingBytes ?? DEFAULT_MAX_EMBEDDING_BYTES)) {
    environment.clear('embeddings');
  }
  return {
    scores,
    embeddings,
    persistent: true,
    flush: () => environment.flush(),
    close: () => environment.close(),
  };
}

function setAsideIfDamaged(file: string, warn: (message: string) => void): void {
  if (isSoundLmdbFile(file)) return;
  const aside = `${file}.damaged-${Date.now()}`;
  renameSync(file, aside);
  warn(`The cache was damaged and starts anew; the damaged file is kept as ${aside}.`);
}
