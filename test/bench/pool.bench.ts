import { createMatrixProduct } from '../../src/inference/matmul';
import { clusterNearDuplicates } from '../../src/selection/clusterNearDuplicates';
import { NeighbourIndex } from '../../src/selection/neighbourIndex';
import type { SimilarityKernel } from '../../src/selection/similarityKernel';
import type { Bench, Ratio, ScalingLine } from './bench';
import { GeneratedPool } from './generated/generatedPool';
import { costIn, costOf, type Cost } from './measuring/cost';
import { againstLimit } from './measuring/limits';
import { MAIN_CASE } from './selection.bench';
import { printTable } from './table';

const NEIGHBOURS = 10;
const QUERIES = 20;

interface PoolFigures {
  readonly rows: number;
  readonly index: Cost;
  /** Of one query. */
  readonly neighbours: Cost;
  readonly allPairs?: Cost & { readonly clusters: number };
  readonly graph?: Cost & { readonly clusters: number };
}

/** What concerns the whole pool: clusters of near-duplicates, by all pairs and through the graph, and neighbours. */
export const pool: Bench = {
  name: 'pool',
  async run({ full }) {
    const kernel = await createMatrixProduct({ threads: 1 });
    const figures: PoolFigures[] = [];
    for (const rows of [10_000, 30_000, 100_000, 300_000]) {
      figures.push(await measurePool(rows, kernel, full || rows <= 30_000));
    }
    await kernel.dispose();
    print(figures);
    return { ratios: figures.slice(-1).map(toRatio), scaling: figures.flatMap(toScaling), figures };
  },
};

async function measurePool(rows: number, kernel: SimilarityKernel, withClusters: boolean): Promise<PoolFigures> {
  const generated = new GeneratedPool({ ...MAIN_CASE, rows, decay: 2 });
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  const { result: index, ...indexCost } = await withoutGeneration(generated, () =>
    NeighbourIndex.build(all, generated, { kernel }),
  );
  const queries = Array.from({ length: QUERIES }, (_, query) => Math.floor((query * rows) / QUERIES));
  const asked = await withoutGeneration(generated, async () => {
    for (const query of queries) await index.nearest(query, NEIGHBOURS);
  });
  const figures = {
    rows,
    index: indexCost,
    neighbours: { cpuMs: asked.cpuMs / QUERIES, wallMs: asked.wallMs / QUERIES },
  };
  if (!withClusters) return figures;
  const allPairs = await measureClusters(generated, all, kernel, Number.POSITIVE_INFINITY);
  return { ...figures, allPairs, graph: await measureClusters(generated, all, kernel, 0) };
}

async function measureClusters(
  generated: GeneratedPool,
  rows: Uint32Array,
  kernel: SimilarityKernel,
  graphFrom: number,
): Promise<Cost & { readonly clusters: number }> {
  const { result, ...cost } = await withoutGeneration(generated, () =>
    clusterNearDuplicates(rows, generated, 0.9, { kernel, graphFrom }),
  );
  return { ...cost, clusters: result.clusters.length };
}

/** Making up embeddings is no part of the work. */
async function withoutGeneration<T>(generated: GeneratedPool, work: () => Promise<T>) {
  const before = { ...generated.generation };
  const { result, cpuMs, wallMs } = await costOf(work);
  const { generation } = generated;
  return {
    result,
    cpuMs: cpuMs - (generation.cpuMs - before.cpuMs),
    wallMs: wallMs - (generation.wallMs - before.wallMs),
  };
}

function print(figures: readonly PoolFigures[]): void {
  printTable(
    'The whole pool, 384 dimensions: near-duplicate clusters, and the ten neighbours of a row',
    figures.map(({ rows, index, neighbours, allPairs, graph }) => ({
      rows,
      'index s': index.cpuMs / 1000,
      'neighbours CPU ms': neighbours.cpuMs,
      'neighbours clock ms': neighbours.wallMs,
      'all pairs CPU s': seconds(allPairs),
      'graph CPU s': seconds(graph),
      'clusters of all pairs': allPairs?.clusters ?? '',
      'clusters of the graph': graph?.clusters ?? '',
    })),
  );
}

function seconds(cost: Cost | undefined): number | string {
  return cost === undefined ? '' : cost.cpuMs / 1000;
}

function toRatio({ rows, neighbours }: PoolFigures): Ratio {
  return againstLimit(`neighbours of a row of ${rows.toLocaleString('en-US')}`, neighbours.wallMs, 'ms', 150);
}

function toScaling({ rows, index, neighbours, allPairs, graph }: PoolFigures): ScalingLine[] {
  const size = `${rows.toLocaleString('en-US')} rows, 384 dims`;
  return [
    { stage: 'neighbour index', size, ...index },
    { stage: 'neighbours of a row', size, ...neighbours },
    ...(allPairs === undefined ? [] : [{ stage: 'clusters, all pairs', size, ...costIn(allPairs) }]),
    ...(graph === undefined ? [] : [{ stage: 'clusters, graph', size, ...costIn(graph) }]),
  ];
}
