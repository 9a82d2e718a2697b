import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../common/makeFolder';
import { messageOf } from '../common/errors';
import { fileExists } from '../common/fileExists';
import { fault } from '../messages/say';

const ENDING = '.json';
const LONGEST_NAME = 100;
/** What some file system would not keep, or keep as something else. */
// eslint-disable-next-line no-control-regex -- Those are among what is refused.
const UNFIT = /[\u0000-\u001f\u007f<>:"/\\|?*]|^\.|^\s|[\s.]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** What people make of a dataset stands beside it: `pool.jsonl` has `pool.deita`. @param dataset path of the file */
export function companionFolder(dataset: string): string {
  const { dir, name } = path.parse(path.resolve(dataset));
  return path.join(dir, `${name}.deita`);
}

/** A selection that is kept: its report, by the name that it was given. */
export interface KeptRun {
  readonly name: string;
  readonly file: string;
}

/** @throws DeitaError `usage` for a name that is none for a file on every system */
export function keptRun(dataset: string, name: string): KeptRun {
  if (!isRunName(name)) {
    throw fault('noRunName', { name, most: String(LONGEST_NAME) });
  }
  return { name, file: path.join(runsFolder(dataset), `${name}${ENDING}`) };
}

/** The run of that name; undefined where none is kept. */
export async function findKeptRun(dataset: string, name: string): Promise<KeptRun | undefined> {
  if (!isRunName(name)) return undefined;
  const run = keptRun(dataset, name);
  return (await fileExists(run.file)) ? run : undefined;
}

/** The runs that are kept of a dataset, by name. */
export async function keptRuns(dataset: string): Promise<KeptRun[]> {
  const folder = runsFolder(dataset);
  const files = await readdir(folder).catch(() => []);
  return files
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .filter(isRunName)
    .map((name) => keptRun(dataset, name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Makes sure that runs can be kept. @throws DeitaError `outputFailed` */
export async function prepareRuns(dataset: string): Promise<void> {
  const folder = runsFolder(dataset);
  try {
    await makeFolder(folder);
  } catch (error) {
    throw fault('runsNotKept', { folder, reason: messageOf(error) });
  }
}

/** @throws DeitaError `usage` for a name that is none, `outputExists` where there is a run of that name, `outputFailed` */
export async function renameKeptRun(dataset: string, run: KeptRun, name: string): Promise<void> {
  const renamed = keptRun(dataset, name);
  // Where letter case does not count, the run itself is found by its new name.
  const isItself = name.toLowerCase() === run.name.toLowerCase();
  if (!isItself && (await fileExists(renamed.file))) throw fault('runExists', { name });
  try {
    await rename(run.file, renamed.file);
  } catch (error) {
    throw fault('notWritten', { file: renamed.file, reason: messageOf(error) });
  }
}

export async function deleteKeptRun({ file }: KeptRun): Promise<void> {
  await rm(file, { force: true });
}

/** Where the runs of a dataset are kept, each a JSON file. */
export function runsFolder(dataset: string): string {
  return path.join(companionFolder(dataset), 'runs');
}

function isRunName(name: string): boolean {
  return name !== '' && name.length <= LONGEST_NAME && !UNFIT.test(name);
}
