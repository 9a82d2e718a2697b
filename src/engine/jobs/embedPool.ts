import { throwIfAborted } from '../../common/errors';
import { StageProgress } from '../progress';
import type { EmbeddingSource } from '../sources/embeddingSource';
import { fileOrder } from '../rows/rowReader';
import type { JobContext } from '../job';

/** Batches under way at once: one is being embedded while the next is read and looked up. */
const BATCHES_AHEAD = 2;

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
  const ahead: { readonly start: number; readonly count: number; readonly embeddings: Promise<Float32Array> }[] = [];
  const finish = async (): Promise<void> => {
    const batch = ahead.shift();
    if (batch === undefined) return;
    take(await batch.embeddings, batch.start);
    progress.update(batch.start + batch.count);
  };
  for (let start = 0; start < rowCount; start += source.batchRows) {
    throwIfAborted(signal);
    const count = Math.min(source.batchRows, rowCount - start);
    const embeddings = source.embed(fileOrder(start + count, start), signal);
    embeddings.catch(() => undefined); // Seen when the batch's turn comes.
    ahead.push({ start, count, embeddings });
    if (ahead.length >= BATCHES_AHEAD) await finish();
  }
  while (ahead.length > 0) await finish();
}
