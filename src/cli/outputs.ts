import { stat } from 'node:fs/promises';
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
  /** Whether scores are added to them. */
  readonly isAnnotated?: boolean;
  /** JSON about the dataset. */
  readonly documents?: readonly string[];
}

/**
 * Finds out before the work what would keep its result from being written.
 * @throws DeitaError `usage`, `outputExists` or `outputFailed`
 */
export async function checkOutputs(
  { file: source, fields, values }: Pick<Session, 'file' | 'fields' | 'values'>,
  { rows, isAnnotated = false, documents = [] }: Outputs,
): Promise<void> {
  const overwrite = values.overwrite === true;
  const written = [...(rows === undefined ? [] : [rows, manifestOf(rows)]), ...documents];
  const resolved = written.map((output) => path.resolve(output));
  if (new Set(resolved).size < resolved.length) throw usageError('Two outputs have the same name.');
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

async function kindOf(file: string): Promise<'missing' | 'folder' | 'other'> {
  return stat(file).then(
    (found) => (found.isDirectory() ? 'folder' : 'other'),
    () => 'missing',
  );
}
