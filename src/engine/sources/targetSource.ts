import { fault } from '../../messages/say';
import type { EmbedderChoice } from '../../choices/embedders';
import { embedRows } from '../../selection/embeddingStream';
import type { Targets } from '../../selection/likeTargets';
import { RowBlock } from '../../selection/rowBlock';
import type { EmbeddingProvider } from '../../selection/types';
import type { EngineContext } from '../engineContext';
import { fileOrder } from '../rows/rowReader';
import { openEmbeddingSource } from './embeddingSource';
import { readNpyRows } from './npyRows';
import { withDataset, type OtherDatasetOptions } from './withDataset';

/**
 * The rows of a dataset that others are to be like, embedded as the pool is; where the pool's embeddings come from a file,
 * theirs do too. Bad rows are left out.
 * @param options `fields` as those of the pool are mapped
 * @throws DeitaError `embeddingsMismatch`, `noUsableRows`, and what opening a dataset throws
 */
export async function readTargets(
  file: string,
  embedder: EmbedderChoice,
  { dimensions }: EmbeddingProvider,
  { models, cache }: EngineContext,
  options: OtherDatasetOptions,
): Promise<Targets> {
  const block = embedder.kind === 'file' ? await readNpyRows(file) : await embedded(file);
  if (block.dimensions !== dimensions) {
    throw fault('otherTargetDimensions', { file, found: String(block.dimensions), dimensions: String(dimensions) });
  }
  return { vectors: usableRows(block, file) };

  function embedded(path: string): Promise<RowBlock> {
    return withDataset(path, cache.scratch, options, async (dataset) => {
      const source = await openEmbeddingSource(embedder, dataset, models, cache.embeddings);
      try {
        return await embedRows(fileOrder(dataset.rowCount), source, options.signal);
      } finally {
        await source.close();
      }
    });
  }
}

/** Bad rows are embedded as zeros. */
function usableRows(block: RowBlock, file: string): RowBlock {
  const usable = RowBlock.withCapacity(block.count, block.dimensions);
  for (const position of block.comparable) if (block.squaredNorms[position] !== 0) usable.append(block, position);
  if (usable.count > 0) return usable;
  throw fault('noTargets', { file });
}
