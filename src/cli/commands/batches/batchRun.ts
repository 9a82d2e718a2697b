import type { BatchRun } from '../../../batch/exportBatch';
import { DeitaError } from '../../../common/errors';
import type { Dataset } from '../../../dataset/dataset';
import { StageProgress } from '../../../engine/progress';
import { readInPieces, rowRange } from '../../../engine/rows/rowReader';
import type { JobStage } from '../../../protocol/dataset';
import { type CacheStore, openCacheStore } from '../../../storage/cacheStore';
import type { Session } from '../../command';
import { withDataset } from '../openDataset';

/**
 * Goes through the whole dataset with the cache open.
 * @throws DeitaError `usage` without a cache: there would be nowhere to put what comes back
 */
export function withRowsAndCache<T>(
  session: Session,
  stage: JobStage,
  work: (run: BatchRun, cache: CacheStore) => Promise<T>,
): Promise<T> {
  return withDataset(session, async (dataset) => {
    await dataset.indexed;
    return withCache(session, (cache) => work(runOver(dataset, session, stage), cache));
  });
}

function runOver(dataset: Dataset, { call }: Session, stage: JobStage): BatchRun {
  const { signal, onProgress } = call;
  const total = dataset.rowCount;
  const progress = new StageProgress(onProgress, { stage, total });
  return {
    rows: readInPieces(dataset, rowRange(0, total), { signal }),
    signal,
    onProgress: (rows) => progress.update(rows),
  };
}

async function withCache<T>({ cacheDir, io }: Session, work: (cache: CacheStore) => Promise<T>): Promise<T> {
  const warnings: string[] = [];
  const cache = openCacheStore({ cacheDir, warn: (warning) => void warnings.push(warning) });
  try {
    if (!cache.persistent) {
      throw new DeitaError('usage', warnings.shift() ?? 'Batch jobs need the cache: their scores are kept there.');
    }
    const result = await work(cache);
    await cache.flush();
    assertKept(cache);
    return result;
  } finally {
    for (const warning of warnings) io.stderr.write(`deita: ${warning}\n`);
    await cache.close();
  }
}

/** Other commands go on without a cache; here it is what the work is for. */
function assertKept({ persistent }: CacheStore): void {
  if (persistent) return;
  throw new DeitaError('outputFailed', 'Not everything was kept.', 'Run it again with another --cache-dir.');
}
