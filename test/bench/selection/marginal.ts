import { select } from '../../../src/selection/select';
import type { SimilarityKernel } from '../../../src/selection/similarityKernel';
import type { SearchTuning } from '../../../src/selection/similaritySearch';
import type { SelectionProgress } from '../../../src/selection/types';
import { GeneratedPool } from '../generated/generatedPool';
import { cpuMsSince } from '../measuring/cost';
import { THRESHOLD, type SelectionCase } from './measure';

export interface MarginalCost {
  readonly selected: number;
  /** Of one more row of the walk at this many selected ones. */
  readonly cpuMsPerRow: number;
  /** Of all rows up to here. */
  readonly totalCpuSeconds: number;
  readonly walked: number;
}

interface Sample extends SelectionProgress {
  readonly cpuMs: number;
}

/** Walks once to the budget and says what a row cost around each size on the way. */
export async function measureMarginalCosts(
  { budget, ...shape }: SelectionCase,
  sizes: readonly number[],
  kernel: SimilarityKernel,
  tuning: SearchTuning,
): Promise<MarginalCost[]> {
  const pool = new GeneratedPool(shape);
  const samples: Sample[] = [];
  const before = process.cpuUsage();
  const onProgress = (progress: SelectionProgress): void => {
    samples.push({ ...progress, cpuMs: cpuMsSince(before) - pool.generation.cpuMs });
  };
  await select(pool.evolScores, { budget, threshold: THRESHOLD }, pool, { kernel, tuning, onProgress });
  return sizes.map((selected) => around(samples, selected));
}

/** The last tenth before a size stands for the cost at it. */
function around(samples: readonly Sample[], selected: number): MarginalCost {
  const at = (size: number): Sample => {
    const sample = samples.find((candidate) => candidate.selected >= size);
    if (sample === undefined) throw new Error(`The walk ended before ${size} rows were selected.`);
    return sample;
  };
  const [start, end] = [at(selected * 0.9), at(selected)];
  return {
    selected,
    cpuMsPerRow: (end.cpuMs - start.cpuMs) / (end.walked - start.walked),
    totalCpuSeconds: end.cpuMs / 1000,
    walked: end.walked,
  };
}
