import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { hasSoundTrees } from './lmdbTrees';

/**
 * Opening or reading a damaged file can end the process inside the native library, so it is looked at first (layout:
 * `MDB_page` and `MDB_meta` of LMDB's data format 2).
 */
const MAGIC = 0xbeefc0de;
const META = { magic: 24, pageSize: 48, freeTree: 48, mainTree: 96, lastPage: 144, transaction: 152, end: 160 };
/** Another process may write while the file is looked at: what was read is then of several states. */
const MOST_LOOKS = 3;

/** Where a state of the database starts. */
interface Meta {
  readonly bytes: Buffer;
  readonly pageSize: number;
  readonly lastPage: number;
  readonly transaction: bigint;
}

/**
 * True for a file that does not exist yet, is empty, or whose header, length and trees are those of a sound database.
 * Values are not looked into: whoever reads one checks it.
 */
export function isSoundLmdbFile(path: string): boolean {
  if (!existsSync(path)) return true;
  const file = openSync(path, 'r');
  try {
    return fstatSync(file).size === 0 || isSound(file);
  } finally {
    closeSync(file);
  }
}

function isSound(file: number): boolean {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const meta = newestMeta(file);
    if (meta === undefined) return false;
    const { bytes } = meta;
    if (hasSoundTrees({ file, ...meta }, bytes.subarray(META.freeTree), bytes.subarray(META.mainTree))) return true;
    if (newestMeta(file)?.transaction === meta.transaction) return false;
  }
  return true; // It changes all the time: others are at work on it.
}

/** @returns undefined when the two headers are not those of a database, or pages are missing at the end */
function newestMeta(file: number): Meta | undefined {
  const first = readMeta(file, 0);
  const second = first === undefined ? undefined : readMeta(file, first.pageSize);
  if (first === undefined || second === undefined || first.pageSize !== second.pageSize) return undefined;
  const { size } = fstatSync(file);
  if ([first, second].some(({ pageSize, lastPage }) => size < (lastPage + 1) * pageSize)) return undefined;
  return first.transaction > second.transaction ? first : second;
}

function readMeta(file: number, position: number): Meta | undefined {
  const bytes = Buffer.alloc(META.end);
  if (readSync(file, bytes, 0, META.end, position) < META.end) return undefined;
  if (bytes.readUInt32LE(META.magic) !== MAGIC) return undefined;
  const pageSize = bytes.readUInt32LE(META.pageSize);
  if (pageSize < 512 || pageSize > 65_536 || (pageSize & (pageSize - 1)) !== 0) return undefined;
  const lastPage = Number(bytes.readBigUInt64LE(META.lastPage));
  return { bytes, pageSize, lastPage, transaction: bytes.readBigUInt64LE(META.transaction) };
}
