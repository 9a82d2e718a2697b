import { stat } from 'node:fs/promises';
import path from 'node:path';
import { DeitaError } from '../common/errors';
import { assertWritable } from '../dataset/atomicFile';
import { assertJsonName } from '../dataset/outputName';
import { assertNotDataset } from '../dataset/protectDataset';
import { usageError } from './values';

/**
 * Finds out before the work what would keep its result from being written.
 * @throws DeitaError `usage`, `outputExists` or `outputFailed`
 */
export async function checkOutputs(source: string, outputs: readonly string[], overwrite: boolean): Promise<void> {
  const resolved = outputs.map((output) => path.resolve(output));
  if (new Set(resolved).size < resolved.length) throw usageError('Two outputs have the same name.');
  for (const output of resolved) {
    assertJsonName(output);
    await assertNotDataset(source, output);
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
