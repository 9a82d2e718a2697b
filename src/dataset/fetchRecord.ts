import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isObject } from './formats/format';

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
  readonly splits: readonly {
    readonly name: string;
    /** A pool of the files, from the folder on; absent for one file. */
    readonly pool?: string;
    /** Paths from the folder on, with forward slashes. */
    readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  }[];
}

/** As deep as files of the hub lie in practice. */
const MOST_FOLDERS = 6;

/** Where a file, or a pool, was fetched from, by its content; undefined for others. @param sha256 hex, of what it holds */
export async function fetchOriginOf(
  file: string,
  sha256: string,
): Promise<(FetchOrigin & { split: string }) | undefined> {
  let folder = path.dirname(path.resolve(file));
  for (let up = 0; up < MOST_FOLDERS; up++) {
    const record = await readRecord(folder);
    if (record !== undefined) return originIn(record, path.relative(folder, path.resolve(file)), sha256);
    folder = path.dirname(folder);
  }
  return undefined;
}

function originIn({ splits, ...origin }: FetchRecord, file: string, sha256: string) {
  const name = file.split(path.sep).join('/');
  const split = splits.find(
    ({ pool, files }) => pool === name || files.some((own) => own.path === name && own.sha256 === sha256),
  );
  return split === undefined ? undefined : { ...origin, split: split.name };
}

async function readRecord(folder: string): Promise<FetchRecord | undefined> {
  const text = await readFile(path.join(folder, FETCH_RECORD), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const record: unknown = JSON.parse(text);
    return isObject(record) && Array.isArray(record.splits) ? (record as unknown as FetchRecord) : undefined;
  } catch {
    return undefined;
  }
}
