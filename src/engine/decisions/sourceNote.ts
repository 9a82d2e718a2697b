import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { fileExists } from '../../common/fileExists';
import { replaceFile } from '../../dataset/atomicFile';
import type { Dataset } from '../../dataset/dataset';
import { isObject, parsedJson } from '../../dataset/formats/format';

const NOTE = 'run.json';
const FOLDER = /\.deita$/;

/** Which file a folder of decisions is about, by what a renamed file is known again. */
interface Source {
  readonly file: string;
  readonly bytes: number;
  /** Hex SHA-256 over samples of the file. */
  readonly sampledHash: string;
}

/** Notes in the folder which file it is about. @throws DeitaError `outputFailed` */
export async function noteSource(folder: string, dataset: Dataset): Promise<void> {
  const source = sourceOf(dataset);
  if (isDeepStrictEqual(await notedIn(folder), source)) return;
  await replaceFile(path.join(folder, NOTE), `${JSON.stringify({ source }, null, 2)}\n`);
}

/**
 * The folder of decisions about this very file from before it was renamed: one that lies beside it, has its fingerprint
 * noted, and whose own file is gone. Undefined where there is none.
 */
export async function formerFolder(own: string, dataset: Dataset): Promise<string | undefined> {
  const { bytes, sampledHash } = sourceOf(dataset);
  const parent = path.dirname(own);
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter((each) => FOLDER.test(each)).sort()) {
    const folder = path.join(parent, name);
    const noted = await notedIn(folder);
    if (noted?.bytes !== bytes || noted.sampledHash !== sampledHash) continue;
    if (!(await fileExists(path.join(parent, noted.file)))) return folder;
  }
  return undefined;
}

function sourceOf({ path: file, identity }: Dataset): Source {
  return { file: path.basename(file), bytes: identity.size, sampledHash: identity.sampledHash };
}

async function notedIn(folder: string): Promise<Source | undefined> {
  const note = parsedJson(await readFile(path.join(folder, NOTE), 'utf8').catch(() => ''));
  if (!isObject(note) || !isObject(note.source)) return undefined;
  const { file, bytes, sampledHash } = note.source;
  if (typeof file !== 'string' || typeof bytes !== 'number' || typeof sampledHash !== 'string') return undefined;
  return { file: path.basename(file), bytes, sampledHash };
}
