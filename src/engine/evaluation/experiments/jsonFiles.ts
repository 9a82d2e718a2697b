import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../../common/errors';
import { parsedJson } from '../../../dataset/formats/format';
import { fault } from '../../../messages/say';

/** Files in a folder and those below, in order of their paths; undefined where the folder is not there. */
export async function filesBelow(folder: string): Promise<string[] | undefined> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort((a, b) => (a < b ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault('notRead', { file: folder, reason: messageOf(error) });
  }
}

/** @returns undefined for what is no JSON or cannot be read */
export async function readJson(file: string): Promise<unknown> {
  return readFile(file, 'utf8').then(parsedJson, () => undefined);
}

/** From a folder, with slashes on every platform. */
export function relativeTo(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/') || '.';
}
