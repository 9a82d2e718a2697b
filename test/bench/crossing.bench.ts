import { createMatrixProduct } from '../../src/inference/matmul';
import { tuningFor } from '../../src/selection/similaritySearch';
import type { Bench } from './bench';
import { measureMarginalCosts, type MarginalCost } from './selection/marginal';
import { MAIN_CASE } from './selection.bench';
import { printTable } from './table';

const FEW = 0.05;
const MANY = 0.6;

/** The graph lives on the short rows of the bound filter, so it gets one early. */
const METHODS = {
  products: { graphFrom: Number.POSITIVE_INFINITY },
  graph: { filterFrom: 2048, graphFrom: 0 },
} as const;

interface CrossingFigures extends MarginalCost {
  readonly duplicates: number;
  readonly decay: number;
  readonly method: keyof typeof METHODS;
}

/** From how many selected rows on an HNSW graph that proposes the nearest first pays for itself. */
export const crossing: Bench = {
  name: 'crossing',
  async run({ full }) {
    const kernel = await createMatrixProduct({ threads: 1 });
    const sizes = full ? [6000, 20_000, 65_000, 100_000] : [6000, 12_000];
    const figures: CrossingFigures[] = [];
    for (const decay of [1, 2]) {
      for (const duplicates of [FEW, MANY]) {
        const shape = { ...MAIN_CASE, decay, duplicates, budget: Math.max(...sizes) };
        for (const method of ['products', 'graph'] as const) {
          const tuning = { ...tuningFor(shape.dimensions), ...METHODS[method] };
          const costs = await measureMarginalCosts(shape, sizes, kernel, tuning);
          figures.push(...costs.map((cost) => ({ duplicates, decay, method, ...cost })));
        }
      }
    }
    await kernel.dispose();
    print(figures);
    return { figures };
  },
};

function print(figures: readonly CrossingFigures[]): void {
  const byProducts = figures.filter(({ method }) => method === 'products');
  const withGraph = figures.filter(({ method }) => method === 'graph');
  printTable(
    'One more row of the walk, with and without a graph that proposes the nearest first: CPU ms',
    byProducts.map(({ decay, duplicates, selected, walked, cpuMsPerRow, totalCpuSeconds }, at) => ({
      decay,
      'near-duplicates': duplicates,
      selected,
      walked,
      'products ms/row': cpuMsPerRow,
      'with graph ms/row': withGraph[at]?.cpuMsPerRow ?? Number.NaN,
      'products s in all': totalCpuSeconds,
      'with graph s in all': withGraph[at]?.totalCpuSeconds ?? Number.NaN,
    })),
  );
}
