import type { NearDuplicateCluster, NearDuplicateRow, NeighbourPreview } from '../../protocol/nearDuplicates';
import type { ParamsOf } from '../../protocol/requests';
import { clusterNearDuplicates, type Cluster } from '../../selection/clusterNearDuplicates';
import { checkThreshold } from '../../selection/parameters';
import type { EngineContext } from '../engineContext';
import { withKernel } from '../models/engineModels';
import type { OpenDataset } from '../openDataset';
import { PREPARING_STAGES, StagedProgress } from '../stagedProgress';
import { thresholdFor } from '../recommendedThreshold';
import { openEmbeddingSource } from '../sources/embeddingSource';
import { comparabilityOf } from '../rows/poolComparability';
import { goodRows } from './goodRows';
import type { JobContext } from '../job';
import { fault } from '../../messages/say';

/** More rows than a tree can show are not sent. */
const MOST_CLUSTERED_ROWS = 50_000;

type NearDuplicatesRequest = Omit<ParamsOf<'dataset/nearDuplicates'>, 'datasetId'>;

/** Groups the rows of the whole pool that are more similar than the threshold, largest group first. */
export async function findNearDuplicates(
  open: OpenDataset,
  { embedder, threshold }: NearDuplicatesRequest,
  { models, cache, log }: EngineContext,
  job: JobContext,
): Promise<NearDuplicateCluster[]> {
  checkThreshold(threshold ?? 0);
  await open.prepareForJob(job);
  const rowIndexes = await goodRows(open, job);
  const progress = new StagedProgress(job.onProgress);
  const comparability = comparabilityOf(open);
  const source = await openEmbeddingSource(embedder, open.dataset, models, cache.embeddings);
  try {
    const above = thresholdFor(threshold, source);
    const { clusters } = await withKernel(models, (kernel) =>
      clusterNearDuplicates(rowIndexes, source, above, {
        kernel,
        firstOf: (rows) => open.groups.bestOf({ rows }),
        onProgress: ({ stage, done, total }) => progress.update(CLUSTER_STAGES[stage], done, total),
        ...(job.signal === undefined ? {} : { signal: job.signal }),
        ...(comparability === undefined ? {} : { comparability }),
      }),
    );
    await open.dataset.assertUnchanged();
    await open.groups.set({ threshold: above, groups: clusters, foundAt: new Date().toISOString() });
    const listed = firstClusters(clusters).length;
    if (listed < clusters.length) {
      log({
        level: 'warn',
        message: `Of ${clusters.length} groups of near-duplicates the ${listed} largest are listed.`,
      });
    }
    return await presentGroups(open);
  } finally {
    await source.close();
  }
}

const CLUSTER_STAGES = { read: 'read', ...PREPARING_STAGES } as const;

type NeighboursRequest = Omit<ParamsOf<'row/neighbours'>, 'datasetId'>;

/** @throws DeitaError `usage` for a bad row, `rowOutOfRange`, and as `NeighbourSearch.prepare` */
export async function findNeighbours(
  open: OpenDataset,
  { rowIndex, count, embedder }: NeighboursRequest,
  job: JobContext,
): Promise<NeighbourPreview[]> {
  await open.untilIndexed(job); // The row may stand beyond what is indexed so far.
  const row = await open.dataset.readRow(rowIndex);
  if (row.problem !== undefined) {
    const { said, message } = row.problem;
    throw fault('rowNotComparable', { row: String(rowIndex), problem: said ?? message });
  }
  if (!open.neighbours.isReadyFor(embedder)) {
    await open.prepareForJob(job);
    const rowIndexes = await goodRows(open, job);
    await open.neighbours.prepare(embedder, rowIndexes, job);
  }
  if (!(count >= 1)) throw fault('tooFewNeighbours', { count: String(count) });
  const found = await open.neighbours.nearest(rowIndex, count, comparabilityOf(open), job);
  return open.rows.previews(found.map((neighbour) => ({ ...neighbour, comparedWith: rowIndex })));
}

function firstClusters<Group extends Pick<Cluster, 'rows'>>(clusters: readonly Group[]): readonly Group[] {
  let rows = 0;
  const end = clusters.findIndex((cluster) => (rows += cluster.rows.length) > MOST_CLUSTERED_ROWS);
  return end === -1 ? clusters : clusters.slice(0, Math.max(1, end));
}

/** The largest of the groups found last, as rows are now. */
export async function presentGroups(open: OpenDataset): Promise<NearDuplicateCluster[]> {
  const clusters = firstClusters(open.groups.all);
  const compared = clusters.flatMap(({ rows, similarities }) =>
    rows.map((rowIndex, at) => ({
      rowIndex,
      comparedWith: rows[0] as number,
      cosineSimilarity: similarities[at] ?? Number.NaN,
    })),
  );
  const previews = await open.rows.previews(compared);
  let next = 0;
  return clusters.map((cluster) => {
    const best = open.groups.bestOf(cluster);
    const rows = previews.slice(next, (next += cluster.rows.length));
    return { number: cluster.number, rows: rows.map((row) => ({ ...row, ...groupMarks(open, row.rowIndex, best) })) };
  });
}

function groupMarks(
  { decisions }: OpenDataset,
  rowIndex: number,
  best: number,
): Pick<NearDuplicateRow, 'isBest' | 'verdict'> {
  const verdict = decisions.inForce?.of(rowIndex)?.verdict;
  return { ...(rowIndex === best ? { isBest: true } : {}), ...(verdict === undefined ? {} : { verdict }) };
}
