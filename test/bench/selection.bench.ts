import { availableParallelism } from 'node:os';
import { createMatrixProduct } from '../../src/inference/matmul';
import type { SimilarityKernel } from '../../src/selection/similarityKernel';
import type { SearchTuning } from '../../src/selection/similaritySearch';
import type { Bench, Ratio, ScalingLine } from './bench';
import { leastDisturbed } from './measuring/leastDisturbed';
import {
  measurePlainProducts,
  measureSelection,
  WHOLE_ROWS,
  type SelectionCase,
  type SelectionFigures,
} from './selection/measure';
import { printTable } from './table';

/** The reference toolkit's filter on CPU: 6,000 rows walked and selected at 384 dimensions took it 16.7 s by the clock. */
const REFERENCE_MS_PER_ROW = 2.8;
export const MAIN_CASE: SelectionCase = { rows: 300_000, dimensions: 384, decay: 1, budget: 6000 };

/** What selection costs, against the reference, against plain code and as it grows. */
export const selection: Bench = {
  name: 'selection',
  async run({ full }) {
    const kernel = await createMatrixProduct({ threads: 1 });
    try {
      await measureSelection({ ...MAIN_CASE, budget: 1000 }, 'warm-up', kernel);
      const target = await benchTarget(kernel);
      const growth = await benchGrowth(kernel, full);
      return { ratios: target.ratios, scaling: growth.map(toScaling), figures: { ...target, growth } };
    } finally {
      await kernel.dispose();
    }
  },
};

async function benchTarget(oneThread: SimilarityKernel) {
  const plain = await measurePlainProducts(MAIN_CASE, MAIN_CASE.budget / 2);
  const allCores = await createMatrixProduct({ threads: availableParallelism() });
  const figures: SelectionFigures[] = [];
  const measure = async (decay: number, method: string, kernel: SimilarityKernel, tuning?: SearchTuning) =>
    figures.push(
      await leastDisturbed(
        () => measureSelection({ ...MAIN_CASE, decay }, method, kernel, tuning),
        ({ wallMsPerRow }) => wallMsPerRow,
      ),
    );
  for (const decay of [0, 1, 2]) {
    await measure(decay, 'all cores', allCores);
    await measure(decay, 'one thread', oneThread);
    await measure(decay, 'one thread, whole rows', oneThread, WHOLE_ROWS);
  }
  await allCores.dispose();
  printTable(
    '300,000 rows, 384 dimensions, budget 6,000',
    figures.map((figure) => ({
      decay: figure.decay,
      method: figure.method,
      walked: figure.walked,
      'CPU ms/row': figure.cpuMsPerRow,
      'clock ms/row': figure.wallMsPerRow,
      'times plain products': plain.cpuMsPerRow / figure.wallMsPerRow,
      'times the reference': REFERENCE_MS_PER_ROW / figure.wallMsPerRow,
    })),
  );
  const ratios = figures.filter(({ method }) => !method.includes('whole')).map(toRatio);
  return { ratios, plain, referenceMsPerRow: REFERENCE_MS_PER_ROW, figures };
}

/** By the clock, as the reference was measured. */
function toRatio({ decay, method, wallMsPerRow }: SelectionFigures): Ratio {
  return {
    what: `select 6,000 of 300,000 × 384, decay ${decay}, ${method}`,
    measured: `${wallMsPerRow.toPrecision(2)} ms a row`,
    baseline: `the reference toolkit, ${REFERENCE_MS_PER_ROW} ms a row`,
    ratio: REFERENCE_MS_PER_ROW / wallMsPerRow,
    target: '≥ 50 faster',
  };
}

async function benchGrowth(kernel: SimilarityKernel, full: boolean): Promise<SelectionFigures[]> {
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

function toScaling(figure: SelectionFigures): ScalingLine {
  const { rows, budget, dimensions, walked, cpuMsPerRow, wallMsPerRow, memoryMb } = figure;
  return {
    stage: 'select',
    size: `${[rows, budget].map((count) => count.toLocaleString('en-US')).join(' rows, budget ')}, ${dimensions} dims`,
    cpuMs: cpuMsPerRow * walked,
    wallMs: wallMsPerRow * walked,
    memoryMb,
  };
}
