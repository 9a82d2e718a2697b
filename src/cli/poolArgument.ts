import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { POOL_ENDING, poolText } from '../dataset/containers/pool/poolFile';
import { DeitaError } from '../common/errors';

const DATASET = /\.((jsonl|ndjson|csv|tsv|tab)(\.(gz|zst))?|json\.(gz|zst)|parquet|arrow|feather)$/i;
/** Folders of what was made of a dataset, and hidden ones. */
const NO_DATASETS = /^\.|\.(deita|evol)$/i;
const WILDCARD = /[*?]/;

/** A dataset that a command works on. */
export interface DatasetArgument {
  readonly file: string;
  /** The files that it consists of. */
  readonly files: readonly string[];
  /** Takes away what was made for the command. */
  readonly dispose: () => Promise<void>;
}

/**
 * The dataset that arguments name: a file, or a pool of several, of the datasets of a folder, or of what wildcards stand
 * for.
 * @throws DeitaError `fileNotFound` for a folder and wildcards that stand for none
 */
export async function datasetArgument(args: readonly string[]): Promise<DatasetArgument> {
  const files = await filesOf(args);
  if (files.length === 1) return { file: files[0] as string, files, dispose: () => Promise.resolve() };
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deita-pool-'));
  const file = path.join(folder, `${nameOf(files)}${POOL_ENDING}`);
  await writeFile(file, poolText(files.map((member) => ({ path: path.resolve(member), name: member }))));
  await utimes(file, 0, 0); // Its time is part of what tells one dataset from another.
  return { file, files, dispose: () => rm(folder, { recursive: true, force: true }) };
}

/** The same for the same files, so that what is kept of them is found again. */
function nameOf(files: readonly string[]): string {
  return createHash('sha256')
    .update(files.map((file) => path.resolve(file)).join('\n'))
    .digest('hex')
    .slice(0, 16);
}

/** Files in the order of the arguments; those of a folder and of wildcards by the bytes of their paths. */
export async function filesOf(args: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const argument of args) {
    const kind = await kindOf(argument);
    if (kind === 'folder') found.push(...named(argument, await datasetsIn(argument)));
    else if (kind === 'none' && WILDCARD.test(argument)) found.push(...named(argument, await allOf(argument)));
    else found.push(argument);
  }
  return found;
}

/** The files that match a pattern, and the datasets of the folders that do. */
async function allOf(pattern: string): Promise<string[]> {
  const files: string[] = [];
  for (const found of await matching(pattern)) {
    files.push(...((await kindOf(found)) === 'folder' ? await datasetsIn(found) : [found]));
  }
  return files;
}

function named(argument: string, files: readonly string[]): readonly string[] {
  if (files.length > 0) return files;
  throw new DeitaError('fileNotFound', `${argument} is no dataset and holds none.`, 'Name a dataset file.');
}

async function kindOf(file: string): Promise<'file' | 'folder' | 'none'> {
  return stat(file).then(
    (found) => (found.isDirectory() ? 'folder' : 'file'),
    () => 'none',
  );
}

/** Those of its subfolders, too. A `.json` file is taken for settings or metadata. */
async function datasetsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  // Spark writes folders that are named as files are, and in them the files. Links stay: caches are full of them.
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  return byBytes(files.filter(isDataset).map((file) => path.join(folder, file)));
}

function isDataset(file: string): boolean {
  const folders = path.dirname(file).split(path.sep);
  return DATASET.test(file) && !folders.some((folder) => folder !== '.' && NO_DATASETS.test(folder));
}

/** `*` and `?` stand for parts of one name each. */
async function matching(pattern: string): Promise<string[]> {
  const { dir, base } = path.parse(pattern);
  const folders = WILDCARD.test(dir) ? await matching(dir) : [dir];
  const isMatch = wildcardTest(base);
  const found: string[] = [];
  for (const folder of folders) {
    const names = await readdir(folder || '.').catch(() => []);
    found.push(...names.filter((name) => isMatch(name)).map((name) => path.join(folder, name)));
  }
  return byBytes(found);
}

function wildcardTest(pattern: string): (name: string) => boolean {
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === '*') return '.*';
    return part === '?' ? '.' : part.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  });
  const whole = new RegExp(`^${parts.join('')}$`, 'su');
  return (name) => whole.test(name) && (!name.startsWith('.') || pattern.startsWith('.'));
}

function byBytes(paths: readonly string[]): string[] {
  return paths.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
