import { fileExists } from '../common/fileExists';
import { makePool } from '../dataset/containers/pool/makePool';
import { filesOfDataset } from '../dataset/containers/pool/poolFile';
import { poolSources } from '../dataset/containers/pool/poolSources';
import { assertNotDataset } from '../dataset/protectDataset';
import { fault } from '../messages/say';
import type { MadePool, PoolRequest } from '../protocol/pools';
import type { JobContext } from './job';
import { StageProgress } from './progress';

/**
 * Keeps files, and the datasets of folders, as one pool. What is named twice, as a folder and a file in it are, is in it
 * once.
 * @throws DeitaError as `poolSources` and `makePool`, `usage` and `outputExists` for what must not be replaced
 */
export async function makeDatasetPool(
  { sources, outputPath, overwrite }: PoolRequest,
  { signal, onProgress }: JobContext,
): Promise<MadePool> {
  const files = [...new Set(await poolSources(sources))];
  for (const file of files) await assertNotDataset(await filesOfDataset(file), outputPath);
  if (!overwrite && (await fileExists(outputPath))) throw fault('outputExists', { file: outputPath });
  const progress = new StageProgress(onProgress, { stage: 'pool', total: files.length });
  const pool = { files, output: outputPath, signal, onProgress: (done: number) => progress.update(done) };
  return { outputPath, files: (await makePool(pool)).length };
}
