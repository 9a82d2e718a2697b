import { stat } from 'node:fs/promises';
import { DeitaError } from '../common/errors';

/**
 * Keeps a dataset from being written over, under whatever name or link.
 * @throws DeitaError `usage`
 */
export async function assertNotDataset(datasetPath: string, output: string): Promise<void> {
  const [source, target] = await Promise.all([fileOf(datasetPath), fileOf(output)]);
  if (source === undefined || target === undefined || source.dev !== target.dev || source.ino !== target.ino) return;
  throw new DeitaError('usage', `${output} is the dataset itself, which is never overwritten.`, 'Choose another file.');
}

async function fileOf(path: string): Promise<{ dev: bigint; ino: bigint } | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}
