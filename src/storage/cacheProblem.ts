import { statfsSync } from 'node:fs';
import { say } from '../messages/say';
import type { Message, MessageArgument } from '../common/message';
import type { PhraseId } from '../messages/phrases';
import { messageOf } from '../common/errors';

/** Another process has been writing for so long that it must be stopped or hang. */
export class CacheBusy extends Error {
  override readonly name = 'CacheBusy';
}

/** The database's file was deleted, or another one was put in its place. */
export class CacheVanished extends Error {
  override readonly name = 'CacheVanished';
}

/** @param remedy what people can do about it */
export type WarnOfCache = (notice: Message, remedy?: 'otherFolder') => void;

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
    const { folder } = this;
    this.warn(say('cacheUnusable', { folder, reason: reasonOfFailure(error, folder) }), 'otherFolder');
  }
}

const REASONS: Readonly<Record<string, Extract<PhraseId, `disk.${string}`>>> = {
  ENOSPC: 'disk.full',
  EDQUOT: 'disk.quota',
  EFBIG: 'disk.fileSize',
  EROFS: 'disk.readOnly',
  EACCES: 'disk.notWritable',
  EPERM: 'disk.notWritable',
  ENOTDIR: 'disk.noFolder',
  EEXIST: 'disk.noFolder',
  ENOENT: 'disk.deleted',
  EMFILE: 'disk.tooManyFiles',
  EIO: 'disk.error',
};

/** LMDB tells of failed writes as EIO, also when the disk is full, and has no other code for them. */
const EIO = 5;
const ENOSPC = 28;
const TOO_LITTLE_BYTES = 2 ** 20;

function reasonOfFailure(error: unknown, folder: string): MessageArgument {
  if (error instanceof CacheBusy) return say('disk.locked');
  if (error instanceof CacheVanished) return say('disk.deleted');
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === ENOSPC || (code === EIO && isFull(folder))) return say('disk.full');
  if (code === EIO) return say('disk.error');
  const known = REASONS[String(code)];
  if (known !== undefined) return { id: known, args: {} };
  const message = messageOf(error);
  if (message.startsWith('MDB_READERS_FULL')) return say('disk.busy');
  if (message.startsWith('MDB_MAP_FULL')) return say('disk.full');
  return message.startsWith('MDB_') ? say('disk.damaged', { error: message }) : message;
}

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < TOO_LITTLE_BYTES;
  } catch {
    return false;
  }
}
