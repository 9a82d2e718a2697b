import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, lstatSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { makeFolderSync } from '../common/makeFolder';
import type { WarnOfCache } from './cacheProblem';
import { LOCAL_PROBES, networkFileSystem, type FolderProbes } from './fileSystem';
import { say } from '../messages/say';

/**
 * The folder that stands in for a cache folder on a network file system: the database maps its file into memory and
 * locks it with means that end at the machine. One for each person and each folder asked for.
 * @returns the folder itself where it is on a local disk, undefined where no local one is to be had
 */
export function localFolderFor(cacheDir: string, probes: FolderProbes = LOCAL_PROBES): string | undefined {
  if (networkFileSystem(cacheDir, probes) === undefined) return cacheDir;
  if (networkFileSystem(probes.localFolder, probes) !== undefined) return undefined;
  const name = createHash('sha256').update(path.resolve(cacheDir)).digest('hex').slice(0, 16);
  return path.join(ownFolder(probes), name);
}

/** Every folder in which something may be kept for a cache folder: itself, and the local one in its place. */
export function cacheFolders(cacheDir: string, probes: FolderProbes): string[] {
  const local = localFolderFor(cacheDir, probes);
  const isOther = local !== undefined && local !== cacheDir;
  return isOther && claim(ownFolder(probes), probes) ? [cacheDir, local] : [cacheDir];
}

/**
 * Where the cache is to be kept, made ready: the folder asked for, or a local one in place of one on a network.
 * @param databaseName file that comes along the first time, so that nothing has to be worked out again
 * @param warn is told of a move, and of a folder that cannot be used at all
 * @returns undefined when nothing can be kept
 */
export function safeCacheFolder(
  cacheDir: string,
  databaseName: string,
  probes: FolderProbes,
  warn: WarnOfCache,
): string | undefined {
  const local = localFolderFor(cacheDir, probes);
  if (local === cacheDir) return cacheDir;
  const kind = networkFileSystem(cacheDir, probes) ?? '';
  if (local === undefined || !claim(ownFolder(probes), probes)) {
    warn(say('cacheOnNetwork', { folder: cacheDir, kind }), 'otherFolder');
    return undefined;
  }
  bringAlong(path.join(cacheDir, databaseName), local, databaseName);
  warn(say('cacheMoved', { folder: cacheDir, kind, local }), 'otherFolder');
  return local;
}

function ownFolder({ localFolder, userId }: FolderProbes): string {
  return path.join(localFolder, userId === null ? 'deita-cache' : `deita-cache-${userId}`);
}

/** Others may write beside it: it has to be a folder of this person that nobody else can change. */
function claim(folder: string, { userId }: FolderProbes): boolean {
  try {
    makeFolderSync(folder, { mode: 0o700 });
    const stats = lstatSync(folder);
    return stats.isDirectory() && (userId === null || (stats.uid === userId && (stats.mode & 0o022) === 0));
  } catch {
    return false;
  }
}

/** A copy that cannot be made leaves an empty cache, which is as right. */
function bringAlong(source: string, folder: string, name: string): void {
  const target = path.join(folder, name);
  if (existsSync(target) || !existsSync(source)) return;
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    makeFolderSync(folder);
    copyFileSync(source, temporary);
    renameSync(temporary, target);
  } catch {
    rmSync(temporary, { force: true });
  }
}
