import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Opening a damaged file ends the process inside the native library, so its header is looked at first (layout:
 * `MDB_page` and `MDB_meta` of LMDB's data format 2).
 */
const MAGIC = 0xbeefc0de;
const META = { magic: 24, pageSize: 48, lastPage: 144, end: 160 };

/** True for a file that does not exist yet, is empty, or has the header and at least the length of a sound database. */
export function isSoundLmdbFile(path: string): boolean {
  if (!existsSync(path)) return true;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    return size === 0 || hasSoundMetas(file, size);
  } finally {
    closeSync(file);
  }
}

function hasSoundMetas(file: number, size: number): boolean {
  const first = readMeta(file, 0);
  if (first === undefined) return false;
  const second = readMeta(file, first.pageSize);
  if (second === undefined) return false;
  return [first, second].every(({ pageSize, lastPage }) => size >= (lastPage + 1) * pageSize);
}

function readMeta(file: number, position: number): { pageSize: number; lastPage: number } | undefined {
  const bytes = Buffer.alloc(META.end);
  if (readSync(file, bytes, 0, META.end, position) < META.end) return undefined;
  if (bytes.readUInt32LE(META.magic) !== MAGIC) return undefined;
  return { pageSize: bytes.readUInt32LE(META.pageSize), lastPage: Number(bytes.readBigUInt64LE(META.lastPage)) };
}
