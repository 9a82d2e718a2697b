import type { EmbedderChoice } from '../../choices/embedders';
import { clusterTags } from '../../selection/clusterTags';
import { SelectedVectors } from '../../selection/poolCoverage';
import type { SelectOptions } from '../../selection/select';
import type { Tags } from '../../selection/tags';
import type { EmbeddingProvider } from '../../selection/types';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import { withKernel } from '../models/engineModels';
import type { OpenDataset } from '../openDataset';
import { PREPARING_STAGES, StagedProgress } from '../stagedProgress';
import { openEmbeddingSource } from '../sources/embeddingSource';
import { comparabilityOf } from '../rows/poolComparability';
import { goodRows } from './goodRows';

/** The embeddings of a pool, while something is measured by them. */
export interface EmbeddedPool {
  /** Good rows. */
  readonly rows: Uint32Array;
  readonly rowCount: number;
  readonly source: EmbeddingProvider;
  readonly options: SelectOptions;
}

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
 * Measures by one embedder, which is opened once.
 * @throws DeitaError `embeddingsMismatch`, `cancelled`, and what embedders throw
 */
export async function withEmbeddedPool<Measured>(
  open: OpenDataset,
  embedder: EmbedderChoice,
  { models, cache }: EngineContext,
  job: JobContext,
  measure: (pool: EmbeddedPool) => Promise<Measured>,
): Promise<Measured> {
  const rows = await goodRows(open, job);
  const source = await openEmbeddingSource(embedder, open.dataset, models, cache.embeddings);
  const comparability = comparabilityOf(open);
  try {
    return await withKernel(models, (kernel) => {
      const progress = new StagedProgress(job.onProgress);
      const options: SelectOptions = {
        kernel,
        onPreparing: (stage, done, total) => progress.update(PREPARING_STAGES[stage], done, total),
        ...(job.signal === undefined ? {} : { signal: job.signal }),
        ...(comparability === undefined ? {} : { comparability }),
      };
      return measure({ rows, rowCount: open.dataset.rowCount, source, options });
    });
  } finally {
    await source.close();
  }
}

/** Measures selections; embeds all good rows of the pool for each. @throws DeitaError `embeddingsMismatch`, `cancelled` */
export async function diversityOf(
  { rows: pool, source, options }: EmbeddedPool,
  selections: readonly MeasuredRows[],
): Promise<Diversity[]> {
  const measured: Diversity[] = [];
  const tell = options.onPreparing;
  for (const [at, { rows, firsts }] of selections.entries()) {
    const vectors = await SelectedVectors.of(rows, source, options, (done) => {
      if (at === 0) tell?.('embed', done, rows.length);
    });
    const coverage = await vectors.coverageOf(pool, firsts, (done) => {
      if (at === 0) tell?.('embed', done, pool.length);
      else tell?.('compare', (at - 1) * pool.length + done, (selections.length - 1) * pool.length);
    });
    measured.push({
      coverage,
      meanNearestSimilarity: await vectors.meanNearestSimilarity(),
    });
  }
  return measured;
}

/** The clusters of a pool by their numbers: of every good row the one that it is in. @throws DeitaError `embeddingsMismatch`, `cancelled` */
export async function clustersOf({ rows, rowCount, source, options }: EmbeddedPool): Promise<Tags> {
  const candidates = new Float64Array(rowCount).fill(Number.NaN);
  for (const row of rows) candidates[row] = 0;
  return clusterTags(candidates, source, options);
}
