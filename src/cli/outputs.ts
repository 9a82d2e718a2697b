import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { DeitaError } from '../common/errors';
import { assertWritable } from '../dataset/atomicFile';
import { filesOfDataset } from '../dataset/containers/pool/poolFile';
import { assertJsonName } from '../dataset/outputName';
import { assertRowsName } from '../dataset/tableWriter';
import { manifestOf } from '../protocol/manifest';
import type { Session } from './command';
import { assertNotDataset } from '../dataset/protectDataset';
import { usageError } from './values';

/** The files that a command writes. */
export interface Outputs {
  /** Rows of the dataset; a manifest is written beside them. */
  readonly rows?: string | undefined;
  /** A folder that files of rows are written to, each with a manifest. */
  readonly folder?: string | undefined;
  /** Whether scores are added to them. */
  readonly isAnnotated?: boolean;
  /** JSON about the dataset. */
  readonly documents?: readonly string[];
  /** Texts and pictures about it. */
  readonly texts?: readonly string[];
}

/**
 * Finds out before the work what would keep its result from being written.
 * @throws DeitaError `usage`, `outputExists` or `outputFailed`
 */
export async function checkOutputs(
  { file: source, fields, values }: Pick<Session, 'file' | 'fields' | 'values'>,
  { rows, folder, isAnnotated = false, documents = [], texts = [] }: Outputs,
): Promise<void> {
  const overwrite = values.overwrite === true;
  const written = [...(rows === undefined ? [] : [rows, manifestOf(rows)]), ...documents, ...texts];
  const resolved = written.map((output) => path.resolve(output));
  if (new Set(resolved).size < resolved.length) throw usageError('Two outputs have the same name.');
  if (folder !== undefined) await assertFolder(folder, overwrite);
  if (rows !== undefined) await assertRowsName(source, rows, { fields, isAnnotated });
  for (const document of documents) assertJsonName(document);
  const files = await filesOfDataset(source);
  for (const output of resolved) {
    await assertNotDataset(files, output);
    const kind = await kindOf(output);
    if (kind === 'folder') throw new DeitaError('outputFailed', `${output} is a folder.`, 'Name a file in it.');
    if (!overwrite && kind !== 'missing') throw new DeitaError('outputExists', `${output} exists.`);
    if ((await kindOf(path.dirname(output))) !== 'folder') {
      throw new DeitaError('outputFailed', `The folder of ${output} does not exist.`, 'Create it first.');
    }
    await assertWritable(output);
  }
}

/** One that is not there yet is made; what stands in one is not to be mistaken for what is written. */
async function assertFolder(folder: string, overwrite: boolean): Promise<void> {
  const kind = await kindOf(folder);
  if (kind === 'other') throw new DeitaError('outputExists', `${folder} is a file.`, 'Name a folder.');
  if (!overwrite && kind === 'folder' && (await readdir(folder)).length > 0) {
    throw new DeitaError('outputExists', `The folder ${folder} is not empty.`);
  }
}

async function kindOf(file: string): Promise<'missing' | 'folder' | 'other'> {
  return stat(file).then(
    (found) => (found.isDirectory() ? 'folder' : 'other'),
    () => 'missing',
  );
}
