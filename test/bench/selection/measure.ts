import { cosineSimilarity, dotProduct, squaredNorm } from '../../../src/selection/cosine';
import { select } from '../../../src/selection/select';
import type { SimilarityKernel } from '../../../src/selection/similarityKernel';
import type { SearchTuning } from '../../../src/selection/similaritySearch';
import { Pacer } from '../../../src/selection/pacer';
import { WalkOrder } from '../../../src/selection/walkOrder';
import { GeneratedPool, type PoolShape } from '../generated/generatedPool';
import { cpuMsSince } from '../measuring/cost';

export const THRESHOLD = 0.9;
/** Asking for the memory takes time of its own. */
const SAMPLE_EVERY_MS = 100;
/** Neither screen nor graph: every pair by the kernel. */
export const WHOLE_ROWS: SearchTuning = {
  screenFrom: Number.POSITIVE_INFINITY,
  screenDirections: 1,
  graphFrom: Number.POSITIVE_INFINITY,
};

export interface SelectionCase extends PoolShape {
  readonly budget: number;
}

export interface SelectionFigures extends SelectionCase {
  readonly method: string;
  readonly walked: number;
  readonly selected: number;
  /** CPU time of all threads without that of making the embeddings. */
  readonly cpuMsPerRow: number;
  readonly wallMsPerRow: number;
  /** Most that matrices held at the end of some block, above what they held before; some of it may be garbage. */
  readonly memoryMb: number;
}

/** Selects once. */
export async function measureSelection(
  { budget, ...shape }: SelectionCase,
  method: string,
  kernel: SimilarityKernel,
  tuning?: SearchTuning,
): Promise<SelectionFigures> {
  const pool = new GeneratedPool(shape);
  const memoryBefore = process.memoryUsage().arrayBuffers;
  let memoryMost = memoryBefore;
  const [cpuBefore, wallBefore] = [process.cpuUsage(), performance.now()];
  let nextSample = 0;
  const onProgress = (): void => {
    if (performance.now() < nextSample) return;
    memoryMost = Math.max(memoryMost, process.memoryUsage().arrayBuffers);
    nextSample = performance.now() + SAMPLE_EVERY_MS;
  };
  const options = { kernel, onProgress, ...(tuning === undefined ? {} : { tuning }) };
  const outcome = await select(pool.evolScores, { budget, threshold: THRESHOLD }, pool, options);
  return {
    ...shape,
    budget,
    method,
    walked: outcome.walked,
    selected: outcome.selectedRows.length,
    cpuMsPerRow: (cpuMsSince(cpuBefore) - pool.generationMs) / outcome.walked,
    wallMsPerRow: (performance.now() - wallBefore - pool.generationMs) / outcome.walked,
    memoryMb: (memoryMost - memoryBefore) / 1e6,
  };
}

export interface FilterCost {
  readonly selected: number;
  readonly cpuMsPerRow: number;
}

const FILTER_ROWS = 50;

/** One row after the other against all selected ones, in plain JavaScript: what a straightforward filter costs. */
export async function measurePlainFilter(shape: PoolShape, selected: number): Promise<FilterCost> {
  const pool = new GeneratedPool(shape);
  const { dimensions } = pool;
  const values = await pool.embed((await WalkOrder.of(pool.evolScores, new Pacer(undefined))).take(selected));
  const squared = Float64Array.from({ length: selected }, (_, row) =>
    squaredNorm(values, row * dimensions, dimensions),
  );
  const start = process.cpuUsage();
  let most = -1;
  for (let row = 0; row < FILTER_ROWS; row++) {
    for (let other = 0; other < selected; other++) {
      const dot = dotProduct(values, row * dimensions, values, other * dimensions, dimensions);
      most = Math.max(most, cosineSimilarity(dot, squared[row] ?? 0, squared[other] ?? 0));
    }
  }
  if (most > 1) throw new Error('A similarity cannot be greater than 1.');
  return { selected, cpuMsPerRow: cpuMsSince(start) / FILTER_ROWS };
}
