import path from 'node:path';
import { messageOf } from '../../../common/errors';
import { fault } from '../../../messages/say';
import { FileReader } from '../../fileReader';
import { isObject } from '../../formats/format';

/** A file of a pool. */
export interface PoolMember {
  /** From the folder of the pool file on, or absolute. */
  readonly path: string;
  /** What its rows are said to come from; absent = the path. */
  readonly name?: string;
  /** Hex SHA-256 of what it held when the pool was made; absent = unknown. */
  readonly sha256?: string;
}

/** Several files that are read one after another as one dataset. */
export interface PoolFile {
  /** The version of this format. */
  readonly deitaPool: 1;
  readonly files: readonly PoolMember[];
}

/** What the names of pool files end in; their content decides nevertheless. */
export const POOL_ENDING = '.deita-pool.json';

const POOL_START = /^\ufeff?\s*\{\s*"deitaPool"\s*:/;
const LONGEST_START = 200;

/** What a pool file holds. */
export function poolText(files: PoolFile['files']): string {
  const pool: PoolFile = { deitaPool: 1, files };
  return `${JSON.stringify(pool, null, 2)}\n`;
}

/**
 * Every file that a dataset's rows are read from, before it is opened: of a pool its own and those that it names.
 * @throws DeitaError `fileNotFound`, or `fileUnreadable` for a pool file that is damaged
 */
export async function filesOfDataset(file: string): Promise<string[]> {
  const reader = await FileReader.open(file);
  try {
    if (!isPoolStart(await reader.readInto(Buffer.alloc(LONGEST_START), 0))) return [file];
    const { files } = await readPool(reader);
    return [file, ...files.map((member) => memberPath(file, member))];
  } finally {
    await reader.close();
  }
}

/** Whether a file begins as pool files do. */
export function isPoolStart(start: Buffer): boolean {
  return POOL_START.test(start.toString('utf8', 0, LONGEST_START));
}

/** @throws DeitaError `fileUnreadable` for a pool file that is damaged */
export async function readPool(reader: FileReader): Promise<PoolFile> {
  const { path: file } = reader;
  const { size } = await reader.stat();
  const text = (await reader.readInto(Buffer.alloc(size), 0)).toString('utf8');
  const pool = parsedJson(text.replace(/^\ufeff/, ''), file);
  if (!isObject(pool) || pool.deitaPool !== 1) throw fault('poolOfOtherVersion', { file });
  const { files } = pool;
  if (!Array.isArray(files) || files.length === 0 || !files.every(isMember)) throw fault('poolOfNothing', { file });
  return { deitaPool: 1, files };
}

function parsedJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fault('poolUnreadable', { file, reason: messageOf(error) });
  }
}

export function memberPath(poolFile: string, { path: member }: PoolMember): string {
  return path.resolve(path.dirname(poolFile), member);
}

function isMember(value: unknown): value is PoolMember {
  if (!isObject(value)) return false;
  const { path: file, name, sha256 } = value;
  const isTextOrAbsent = (text: unknown): boolean => text === undefined || typeof text === 'string';
  return typeof file === 'string' && file !== '' && isTextOrAbsent(name) && isTextOrAbsent(sha256);
}
