import { throwIfAborted } from '../../common/errors';
import { StageProgress } from '../progress';
import type { EmbeddingSource } from '../sources/embeddingSource';
import { fileOrder } from '../rows/rowReader';
import type { JobContext } from '../job';
import { WorkAhead } from '../workAhead';

interface Batch {
  readonly start: number;
  readonly count: number;
  readonly embeddings: Float32Array;
}

/**
 * Embeds every row, in file order; a bad row gets the zero vector.
 * @param take gets each batch: row-major, from row `start` on
 */
export async function embedPool(
  rowCount: number,
  source: EmbeddingSource,
  { signal, onProgress }: JobContext,
  take: (embeddings: Float32Array, start: number) => void,
): Promise<void> {
  const progress = new StageProgress(onProgress, {
    stage: 'embed',
    total: rowCount,
  });
  const batches = new WorkAhead<Batch>(({ start, count, embeddings }) => {
    take(embeddings, start);
    progress.update(start + count);
  });
  for (let start = 0; start < rowCount; start += source.batchRows) {
    throwIfAborted(signal);
    const count = Math.min(source.batchRows, rowCount - start);
    const embedding = source.embed(fileOrder(start + count, start), signal);
    await batches.add(embedding.then((embeddings) => ({ start, count, embeddings })));
  }
  await batches.end();
}
