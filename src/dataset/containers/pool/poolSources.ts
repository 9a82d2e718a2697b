import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fault } from '../../../messages/say';

const DATASET = /\.((jsonl|ndjson|csv|tsv|tab)(\.(gz|zst))?|json\.(gz|zst)|parquet|arrow|feather)$/i;
/** Folders of what was made of a dataset, and hidden ones. */
const NO_DATASETS = /^\.|\.(deita|evol)$/i;
const WILDCARD = /[*?]/;

/**
 * The files that files, folders and wildcards stand for, in the order of the arguments; those of a folder and of
 * wildcards by the bytes of their paths.
 * @throws DeitaError `fileNotFound` for a folder and wildcards that stand for none
 */
export async function poolSources(args: readonly string[]): Promise<string[]> {
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
  throw fault('holdsNoDataset', { file: argument });
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
