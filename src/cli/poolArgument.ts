import { createHash } from 'node:crypto';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { POOL_ENDING, poolText } from '../dataset/containers/pool/poolFile';
import { poolSources } from '../dataset/containers/pool/poolSources';

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
  const files = await poolSources(args);
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
