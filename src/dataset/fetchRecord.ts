import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { poolText } from './containers/pool/poolFile';
import { isObject, parsedJson } from './formats/format';

/** Stands in a folder of files that were fetched from the hub, and says where each comes from. */
export const FETCH_RECORD = 'deita.fetch.json';

/** What was fetched, at which commit. */
export interface FetchOrigin {
  /** Such as `HuggingFaceH4/no_robots`. */
  readonly repository: string;
  /** As it was asked for; null = the main branch. */
  readonly revision: string | null;
  readonly commit: string;
  readonly endpoint: string;
  readonly license: string | null;
  readonly config: string;
}

export interface FetchRecord extends FetchOrigin {
  readonly splits: readonly FetchedSplit[];
}

export interface FetchedSplit {
  readonly name: string;
  /** A pool of the files, from the folder on; absent for one file. */
  readonly pool?: string;
  /** Paths from the folder on, with forward slashes. */
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

/** As deep as files of the hub lie in practice. */
const MOST_FOLDERS = 6;

/** What the pool file of a split holds. */
export function poolTextOf({ files }: FetchedSplit): string {
  return poolText(files.map(({ path: file, sha256 }) => ({ path: file, sha256 })));
}

/**
 * Where a file was fetched from, or what a pool file names, by its content; undefined for others.
 * @param sha256 hex, of what it holds
 */
export async function fetchOriginOf(
  file: string,
  sha256: string,
): Promise<(FetchOrigin & { split: string }) | undefined> {
  let folder = path.dirname(path.resolve(file));
  for (let up = 0; up < MOST_FOLDERS; up++) {
    const record = await readFetchRecord(folder);
    if (record !== undefined) return originIn(record, path.relative(folder, path.resolve(file)), sha256);
    folder = path.dirname(folder);
  }
  return undefined;
}

function originIn({ splits, ...origin }: FetchRecord, file: string, sha256: string) {
  const name = file.split(path.sep).join('/');
  const split = splits.find(
    (each) =>
      (each.pool === name && sha256 === createHash('sha256').update(poolTextOf(each)).digest('hex')) ||
      each.files.some((own) => own.path === name && own.sha256 === sha256),
  );
  return split === undefined ? undefined : { ...origin, split: split.name };
}

/** What a folder says of the files in it; undefined where it says nothing, or nothing that can be read. */
export async function readFetchRecord(folder: string): Promise<FetchRecord | undefined> {
  const record = parsedJson(await readFile(path.join(folder, FETCH_RECORD), 'utf8').catch(() => ''));
  return isRecord(record) ? record : undefined;
}

function isRecord(value: unknown): value is FetchRecord {
  if (!isObject(value)) return false;
  const { repository, commit, splits } = value;
  const isNamed = typeof repository === 'string' && typeof commit === 'string';
  return isNamed && Array.isArray(splits) && splits.every(isSplit);
}

function isSplit(value: unknown): boolean {
  if (!isObject(value) || typeof value.name !== 'string' || !Array.isArray(value.files)) return false;
  return value.files.every(
    (file) => isObject(file) && typeof file.path === 'string' && typeof file.sha256 === 'string',
  );
}
