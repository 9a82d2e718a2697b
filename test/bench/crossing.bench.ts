import { createMatrixProduct } from '../../src/inference/matmul';
import type { Bench } from './bench';
import { MAIN_CASE } from './selection.bench';
import { measureGraph, measureSelection, type SelectionFigures } from './selection/measure';
import { printTable } from './table';

/** Whether a graph of the selected rows, which could at best propose, would be cheaper than the exact comparison. */
export const crossing: Bench = {
  name: 'crossing',
  async run({ full }) {
    const kernel = await createMatrixProduct({ threads: 1 });
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
        lines.push({
          decay,
          selected,
          'graph ms/row': cpuMsPerRow,
          'exact ms/row': atSize,
          ratio: cpuMsPerRow / atSize,
        });
      }
    }
    await kernel.dispose();
    printTable('One more row at this many selected ones: HNSW query and insertion alone, and exact in full', lines);
    return { figures: lines };
  },
};
