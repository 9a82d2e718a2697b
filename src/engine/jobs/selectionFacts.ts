import type { EmbedderChoice } from '../../choices/embedders';
import { SelectedVectors } from '../../selection/poolCoverage';
import type { SelectOptions } from '../../selection/select';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import { withKernel } from '../models/engineModels';
import type { OpenDataset } from '../openDataset';
import { openEmbeddingSource } from '../sources/embeddingSource';
import { comparabilityOf } from '../rows/poolComparability';
import { goodRows } from './goodRows';

/** How selections lie in their pool. */
export interface Diversity {
  /** One a number of first rows, ascending. */
  readonly coverage: readonly number[];
  readonly meanNearestSimilarity: number | null;
}

export interface MeasuredRows {
  /** By rank. */
  readonly rows: Uint32Array;
  readonly firsts: readonly number[];
}

/**
 * Measures selections by one embedder, which is opened once; embeds all good rows of the pool for each.
 * @throws DeitaError `embeddingsMismatch`, `cancelled`, and what embedders throw
 */
export async function diversityOf(
  open: OpenDataset,
  selections: readonly MeasuredRows[],
  embedder: EmbedderChoice,
  { models, cache }: EngineContext,
  job: JobContext,
): Promise<Diversity[]> {
  const pool = await goodRows(open, job);
  const source = await openEmbeddingSource(embedder, open.dataset, models, cache.embeddings);
  const comparability = comparabilityOf(open);
  try {
    return await withKernel(models, async (kernel) => {
      const options: SelectOptions = {
        kernel,
        ...(job.signal === undefined ? {} : { signal: job.signal }),
        ...(comparability === undefined ? {} : { comparability }),
      };
      const measured: Diversity[] = [];
      for (const { rows, firsts } of selections) {
        const vectors = await SelectedVectors.of(rows, source, options);
        measured.push({
          coverage: await vectors.coverageOf(pool, firsts),
          meanNearestSimilarity: await vectors.meanNearestSimilarity(),
        });
      }
      return measured;
    });
  } finally {
    await source.close();
  }
}
