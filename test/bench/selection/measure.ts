import { dotProduct } from '../../../src/selection/cosine';
import { select } from '../../../src/selection/select';
import type { SimilarityKernel } from '../../../src/selection/similarityKernel';
import type { SearchTuning } from '../../../src/selection/similaritySearch';
import { Pacer } from '../../../src/selection/pacer';
import { LazyOrder } from '../../../src/selection/lazyOrder';
import { GeneratedPool, type PoolShape } from '../generated/generatedPool';
import { cpuMsSince } from '../measuring/cost';

export const THRESHOLD = 0.9;
/** Asking for the memory takes time of its own. */
const SAMPLE_EVERY_MS = 100;
/** Neither bound filter nor graph: every pair by the kernel. */
export const WHOLE_ROWS: SearchTuning = {
  filterFrom: Number.POSITIVE_INFINITY,
  filterDirections: 1,
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
    cpuMsPerRow: (cpuMsSince(cpuBefore) - pool.generation.cpuMs) / outcome.walked,
    wallMsPerRow: (performance.now() - wallBefore - pool.generation.wallMs) / outcome.walked,
    memoryMb: (memoryMost - memoryBefore) / 1e6,
  };
}

export interface FilterCost {
  readonly selected: number;
  readonly cpuMsPerRow: number;
}

const FILTER_ROWS = 50;
const FILTER_ROUNDS = 5;

/** Dot products of one row after the other with all selected ones, in plain JavaScript. */
export async function measurePlainProducts(shape: PoolShape, selected: number): Promise<FilterCost> {
  const pool = new GeneratedPool(shape);
  const values = await pool.embed((await LazyOrder.of(pool.evolScores, new Pacer(undefined))).take(selected));
  let cpuMsPerRow = Number.POSITIVE_INFINITY;
  // The first rounds also wait for the compiler; the cheapest is the one least disturbed.
  for (let round = 0; round < FILTER_ROUNDS; round++) {
    const start = process.cpuUsage();
    for (let row = 0; row < FILTER_ROWS; row++) plainMaximum(values, pool.dimensions, row);
    cpuMsPerRow = Math.min(cpuMsPerRow, cpuMsSince(start) / FILTER_ROWS);
  }
  return { selected, cpuMsPerRow };
}

/** A function of its own, which the compiler makes fast as a whole. */
function plainMaximum(values: Float32Array, dimensions: number, row: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < values.length; start += dimensions) {
    const product = dotProduct(values, row * dimensions, values, start, dimensions);
    if (product > most) most = product;
  }
  return most;
}
