import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileExists } from '../../common/fileExists';
import type { FolderEntry } from '../findEntries';

/** What every run's folder holds; its name tells a run from other folders. */
export const RUN_FILE = 'run.json';

const RUN_FOLDER = /\.evol$/i;

/** Whether a folder is one of an annotation run, by its name. */
export function isRunFolder({ name, isFolder }: FolderEntry): boolean {
  return isFolder && RUN_FOLDER.test(name);
}

/** Runs are kept beside their dataset: `pool.evol`, then `pool-2.evol`, … */
export interface RunFolders {
  /** Those that hold a run, the first one first. */
  readonly begun: readonly string[];
  /** Where the next one goes. */
  readonly next: string;
}

/** @param dataset the file's path */
export async function runFoldersOf(dataset: string): Promise<RunFolders> {
  const { dir, name } = path.parse(dataset);
  const names = new Set(await readdir(dir));
  const begun: string[] = [];
  for (let number = 1; ; number++) {
    const folder = `${name}${number === 1 ? '' : `-${number}`}.evol`;
    if (!names.has(folder)) return { begun, next: path.join(dir, folder) };
    if (await fileExists(path.join(dir, folder, RUN_FILE))) begun.push(path.join(dir, folder));
  }
}
