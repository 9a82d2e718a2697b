import { stat } from 'node:fs/promises';
import { fault } from '../messages/say';

/**
 * Keeps a dataset from being written over, under whatever name or link.
 * @throws DeitaError `usage`
 */
export async function assertNotDataset(datasetPath: string, output: string): Promise<void> {
  const [source, target] = await Promise.all([fileOf(datasetPath), fileOf(output)]);
  if (source === undefined || target === undefined || source.dev !== target.dev || source.ino !== target.ino) return;
  throw fault('isDataset', { file: output });
}

async function fileOf(path: string): Promise<{ dev: bigint; ino: bigint } | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}
