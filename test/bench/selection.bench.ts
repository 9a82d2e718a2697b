import { createMatrixProduct } from '../../src/inference/matmul';
import { clusterNearDuplicates } from '../../src/selection/clusterNearDuplicates';
import { NeighbourIndex } from '../../src/selection/neighbourIndex';
import type { SimilarityKernel } from '../../src/selection/similarityKernel';
import { cpuMsSince, GeneratedPool } from './selection/generatedPool';
import {
  measureGraph,
  measurePlainFilter,
  measureSelection,
  type SelectionCase,
  type SelectionFigures,
} from './selection/measure';
import { printTable } from './table';
import type { BenchOptions } from './main';

/** The reference toolkit's filter on CPU: 6,000 rows walked and selected at 384 dimensions took it 16.7 s. */
const REFERENCE_MS_PER_ROW = 2.8;
const WHOLE_ROWS = { screenFrom: Number.POSITIVE_INFINITY, screenDirections: 1, graphFrom: Number.POSITIVE_INFINITY };
const MAIN_CASE: SelectionCase = { rows: 300_000, dimensions: 384, decay: 1, budget: 6000 };

/** What selection costs, against the reference, against plain code and as it grows. */
export async function benchSelection({ full }: BenchOptions): Promise<unknown> {
  const kernel = await createMatrixProduct({ threads: 1 });
  try {
    await measureSelection({ ...MAIN_CASE, budget: 1000 }, 'warm-up', kernel);
    return {
      target: await benchTarget(kernel),
      scaling: await benchScaling(kernel, full),
      crossing: await benchCrossing(kernel, full),
      pool: await benchPool(kernel, full),
    };
  } finally {
    await kernel.dispose();
  }
}

async function benchTarget(kernel: SimilarityKernel): Promise<unknown> {
  const plain = await measurePlainFilter(MAIN_CASE, MAIN_CASE.budget / 2);
  const figures: SelectionFigures[] = [];
  for (const decay of [0, 1, 2]) {
    figures.push(await measureSelection({ ...MAIN_CASE, decay }, 'default', kernel));
    figures.push(await measureSelection({ ...MAIN_CASE, decay }, 'whole rows', kernel, WHOLE_ROWS));
  }
  printTable(
    '300,000 rows, 384 dimensions, budget 6,000, one thread',
    figures.map((figure) => ({
      decay: figure.decay,
      method: figure.method,
      walked: figure.walked,
      'CPU ms/row': figure.cpuMsPerRow,
      'clock ms/row': figure.wallMsPerRow,
      // Plain code at the walk's average size: machine and load cancel out.
      'times plain JavaScript': plain.cpuMsPerRow / figure.cpuMsPerRow,
      'times the reference (2.8 ms)': REFERENCE_MS_PER_ROW / figure.cpuMsPerRow,
    })),
  );
  return { plain, referenceMsPerRow: REFERENCE_MS_PER_ROW, figures };
}

async function benchScaling(kernel: SimilarityKernel, full: boolean): Promise<SelectionFigures[]> {
  const cases: SelectionCase[] = [
    ...[1000, 10_000, 100_000, 1_000_000].map((rows) => ({ ...MAIN_CASE, rows, budget: 1000 })),
    ...[1000, 6000, 20_000, ...(full ? [100_000] : [])].map((budget) => ({ ...MAIN_CASE, budget })),
    ...[64, 384, 1024, 4096].map((dimensions) => ({ ...MAIN_CASE, dimensions })),
    ...(full ? [{ ...MAIN_CASE, dimensions: 4096, decay: 2, budget: 100_000 }] : []),
  ];
  const figures: SelectionFigures[] = [];
  for (const shape of cases) figures.push(await measureSelection(shape, 'default', kernel));
  printTable(
    'Growth with rows, budget and dimensions',
    figures.map(({ rows, budget, dimensions, decay, walked, cpuMsPerRow, wallMsPerRow, memoryMb }) => ({
      rows,
      budget,
      dimensions,
      decay,
      walked,
      'CPU ms/row': cpuMsPerRow,
      'clock ms/row': wallMsPerRow,
      'CPU s': (cpuMsPerRow * walked) / 1000,
      'memory MB': Math.round(memoryMb),
    })),
  );
  return figures;
}

/** Whether a graph of the selected rows, which could at best propose, would be cheaper than the exact comparison. */
async function benchCrossing(kernel: SimilarityKernel, full: boolean): Promise<unknown> {
  const sizes = [1000, 6000, 20_000, ...(full ? [100_000] : [])];
  const lines: Record<string, number>[] = [];
  for (const decay of [1, 2]) {
    const graph = await measureGraph({ ...MAIN_CASE, decay }, sizes);
    const exact = new Map<number, SelectionFigures>();
    for (const budget of sizes) {
      exact.set(budget, await measureSelection({ ...MAIN_CASE, decay, budget }, 'default', kernel));
    }
    for (const { selected, cpuMsPerRow } of graph) {
      // A walk to this budget compares with half of it on average.
      const atSize = 2 * (exact.get(selected)?.cpuMsPerRow ?? NaN);
      lines.push({ decay, selected, 'graph ms/row': cpuMsPerRow, 'exact ms/row': atSize, ratio: cpuMsPerRow / atSize });
    }
  }
  printTable('One more row at this many selected ones: HNSW query and insertion alone, and exact in full', lines);
  return lines;
}

/** Clusters by comparing all pairs and through the graph, and the neighbours of a row. */
async function benchPool(kernel: SimilarityKernel, full: boolean): Promise<unknown> {
  const lines: Record<string, number>[] = [];
  for (const rows of [10_000, 30_000, ...(full ? [100_000, 300_000] : [])]) {
    const pool = new GeneratedPool({ ...MAIN_CASE, rows, decay: 2 });
    const all = Uint32Array.from({ length: rows }, (_, row) => row);
    const exact = await measureClusters(pool, all, kernel, Number.POSITIVE_INFINITY);
    const graph = await measureClusters(pool, all, kernel, 0);
    const index = await NeighbourIndex.build(all, pool, { kernel });
    const queries = Array.from({ length: 20 }, (_, query) => Math.floor((query * rows) / 20));
    const before = process.cpuUsage();
    for (const query of queries) await index.nearest(query, 10);
    lines.push({
      rows,
      'all pairs CPU s': exact.cpuSeconds,
      'graph CPU s': graph.cpuSeconds,
      'clusters of all pairs': exact.clusters,
      'clusters of the graph': graph.clusters,
      'neighbours CPU ms': cpuMsSince(before) / queries.length,
    });
  }
  printTable('The whole pool, 384 dimensions: near-duplicate clusters, and the ten neighbours of a row', lines);
  return lines;
}

async function measureClusters(
  pool: GeneratedPool,
  rows: Uint32Array,
  kernel: SimilarityKernel,
  graphFrom: number,
): Promise<{ cpuSeconds: number; clusters: number }> {
  pool.generationMs = 0;
  const before = process.cpuUsage();
  const { clusters } = await clusterNearDuplicates(rows, pool, 0.9, { kernel, graphFrom });
  return { cpuSeconds: (cpuMsSince(before) - pool.generationMs) / 1000, clusters: clusters.length };
}
