import { statfsSync } from 'node:fs';

/** Another process has been writing for so long that it must be stopped or hang. */
export class CacheBusy extends Error {
  constructor() {
    super('another process holds its lock');
  }
}

/** The database's file was deleted, or another one was put in its place. */
export class CacheVanished extends Error {
  constructor() {
    super('its files were deleted meanwhile');
  }
}

/**
 * Gets one sentence for people.
 * @param remedy what they can do about it
 */
export type WarnOfCache = (message: string, remedy?: 'otherFolder') => void;

/** Says what is wrong with the cache, once; from then on nothing more is to be written there. */
export class CacheHealth {
  private failed = false;

  constructor(
    private readonly folder: string,
    private readonly warn: WarnOfCache,
  ) {}

  get isSound(): boolean {
    return !this.failed;
  }

  /** @param error whatever the disk or the database threw */
  fail(error: unknown): void {
    if (this.failed) return;
    this.failed = true;
    const reason = describeCacheError(error, this.folder);
    const message = `The cache in ${this.folder} cannot be used (${reason}): the work goes on, but nothing more is kept.`;
    this.warn(message, 'otherFolder');
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the largest allowed file size is reached',
  EROFS: 'the file system is read-only',
  EACCES: 'the folder cannot be written',
  EPERM: 'the folder cannot be written',
  ENOTDIR: 'a file is where the folder should be',
  EEXIST: 'a file is where the folder should be',
  ENOENT: 'its files were deleted meanwhile',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports an error',
};

/** LMDB tells of failed writes as EIO, also when the disk is full, and has no other code for them. */
const EIO = 5;
const ENOSPC = 28;
const TOO_LITTLE_BYTES = 2 ** 20;

function describeCacheError(error: unknown, folder: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === ENOSPC || (code === EIO && isFull(folder))) return 'the disk is full';
  if (code === EIO) return 'the disk reports an error';
  const known = REASONS[String(code)];
  if (known !== undefined) return known;
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('MDB_READERS_FULL')) return 'too many processes use it at the same time';
  if (message.startsWith('MDB_MAP_FULL')) return 'the disk is full';
  return message.startsWith('MDB_') ? `its database is damaged: ${message}` : message;
}

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < TOO_LITTLE_BYTES;
  } catch {
    return false;
  }
}
