import { availableParallelism } from 'node:os';
import type { Strategy } from '../../src/choices/strategies';
import { createMatrixProduct } from '../../src/inference/matmul';
import { RowBlock } from '../../src/selection/rowBlock';
import type { SimilarityKernel } from '../../src/selection/similarityKernel';
import { selectorOf } from '../../src/selection/strategies';
import { seededRandom } from '../support/seededRandom';
import type { Bench, ScalingLine } from './bench';
import { GeneratedPool, type PoolShape } from './generated/generatedPool';
import { cpuMsSince } from './measuring/cost';
import { processFigures } from './measuring/processFigures';
import { printTable } from './table';

interface StrategyCase extends PoolShape {
  readonly strategy: Strategy;
  readonly budget: number;
}

interface StrategyFigures extends StrategyCase {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Most that this process held by then, everything included. */
  readonly peakMb: number;
}

const MAIN = { rows: 50_000, dimensions: 384, decay: 1, budget: 5000 } as const;
const DIVERSE = ['facility-location', 'k-center', 'like', 'mig', 'instag'] as const satisfies readonly Strategy[];
const TAGS = 2000;
const TARGETS = 100;

/** What every strategy costs beside Algorithm 1 (see `selection`), and how facility location grows. */
export const strategies: Bench = {
  name: 'strategies',
  async run({ full }) {
    const kernel = await createMatrixProduct({ threads: availableParallelism() });
    try {
      const figures: StrategyFigures[] = [];
      for (const shape of cases(full)) figures.push(await measure(shape, kernel));
      printTable('Strategies', figures.map(line));
      return { scaling: figures.map(toScaling), figures };
    } finally {
      await kernel.dispose();
    }
  },
};

/** The smallest first: memory is the most so far. */
function cases(full: boolean): StrategyCase[] {
  const facility = { ...MAIN, strategy: 'facility-location' } as const;
  return [
    { ...facility, rows: 12_500, budget: 1250 },
    { ...facility, rows: 25_000, budget: 2500 },
    { ...facility, budget: 500 },
    ...DIVERSE.map((strategy) => ({ ...MAIN, strategy })),
    { ...facility, decay: 0 },
    ...(full
      ? [
          { ...facility, decay: 2 },
          { ...facility, rows: 100_000, budget: 10_000 },
        ]
      : []),
  ];
}

async function measure(
  { strategy, budget, ...shape }: StrategyCase,
  kernel: SimilarityKernel,
): Promise<StrategyFigures> {
  const pool = new GeneratedPool(shape);
  const targets = { vectors: RowBlock.of(range(TARGETS), await pool.embed(range(TARGETS)), shape.dimensions) };
  const supply = { budget, alpha: 0.7, tags: tagsOf(shape.rows), targets, embedder: pool };
  const { generation } = pool;
  const [before, cpu, wall] = [{ ...generation }, process.cpuUsage(), performance.now()];
  await selectorOf(strategy, supply.budget)(pool.evolScores, supply, { kernel });
  return {
    strategy,
    budget,
    ...shape,
    wallMs: performance.now() - wall - (generation.wallMs - before.wallMs),
    cpuMs: cpuMsSince(cpu) - (generation.cpuMs - before.cpuMs),
    peakMb: (await processFigures(process.pid)).peakMb,
  };
}

/** Three of many tags a row; no two near each other. */
function tagsOf(rows: number) {
  const random = seededRandom(3);
  const tag = (): number => Math.floor(random() ** 2 * TAGS);
  const tags = Array.from({ length: rows }, () => [...new Set([tag(), tag(), tag()])]);
  return { count: TAGS, of: (row: number) => tags[row] ?? [], spread: (own: number) => [[own, 1] as const] };
}

function range(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row);
}

function line({ strategy, rows, dimensions, budget, decay, cpuMs, wallMs, peakMb }: StrategyFigures) {
  return {
    strategy,
    rows,
    dimensions,
    budget,
    decay,
    'CPU s': cpuMs / 1000,
    'clock s': wallMs / 1000,
    'peak MB so far': Math.round(peakMb),
  };
}

function toScaling({ strategy, rows, dimensions, budget, cpuMs, wallMs, peakMb }: StrategyFigures): ScalingLine {
  const size = `${[rows, budget].map((count) => count.toLocaleString('en-US')).join(' rows, budget ')}, ${dimensions} dims`;
  return { stage: strategy, size, cpuMs, wallMs, memoryMb: peakMb };
}
