import type { CalibrationRequest, FullCalibration, SampledPair } from '../../protocol/calibration';
import type { NearestPair } from '../../selection/nearestWithin';
import { removedWithin } from '../../selection/removedWithin';
import type { RowBlock } from '../../selection/rowBlock';
import type { WithinOptions } from '../../selection/similaritiesWithin';
import type { SimilarityKernel } from '../../selection/similarityKernel';
import { type Candidate, rounded, withoutMirrored } from './candidates';

/** Thresholds that are told of; a step for each is still seen when a line is dragged. */
const MOST_THRESHOLDS = 100;
const LARGEST_STEP = 0.05; // 40 of them are all of [-1, 1].
const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02];

interface ComparedSample {
  readonly block: RowBlock;
  readonly pairs: readonly NearestPair[];
  /** Their thresholds are gone through, too. */
  readonly found: readonly Candidate[];
}

/** @throws DeitaError `cancelled` */
export async function fullCalibration(
  { block, pairs, found }: ComparedSample,
  { thresholds: asked }: NonNullable<CalibrationRequest['inFull']>,
  kernel: SimilarityKernel,
  options: WithinOptions,
): Promise<FullCalibration> {
  const similarities = pairs.map(({ cosineSimilarity }) => cosineSimilarity);
  const thresholds = spacedThresholds(similarities, [...asked, ...found.map(({ threshold }) => threshold)]);
  const removed = await removedWithin(block, kernel, thresholds, options);
  return {
    pairs: withoutMirrored(pairs)
      .map(sampledPair)
      .sort((a, b) => b.cosineSimilarity - a.cosineSimilarity || a.rows[0] - b.rows[0]),
    removals: thresholds.map((threshold, at) => ({ threshold, rows: removed[at] ?? 0 })),
  };
}

function sampledPair({ rowIndex, nearestRowIndex, cosineSimilarity }: NearestPair): SampledPair {
  return { rows: [Math.min(rowIndex, nearestRowIndex), Math.max(rowIndex, nearestRowIndex)], cosineSimilarity };
}

/**
 * Thresholds that cover some similarities, evenly spaced and round.
 * @param similarities of any order
 * @param others that must be among them
 * @returns rising, none twice; none for no similarities
 */
export function spacedThresholds(similarities: readonly number[], others: readonly number[]): number[] {
  if (similarities.length === 0) return [];
  let [least, most] = [1, -1];
  for (const similarity of similarities) [least, most] = [Math.min(least, similarity), Math.max(most, similarity)];
  const stepsOf = (step: number): [first: number, last: number] => [Math.floor(least / step), Math.ceil(most / step)];
  const fits = (step: number): boolean => {
    const [first, last] = stepsOf(step);
    return last - first < MOST_THRESHOLDS;
  };
  const step = STEPS.find(fits) ?? LARGEST_STEP;
  const [first, last] = stepsOf(step);
  const spaced = Array.from({ length: last - first + 1 }, (_, at) => rounded((first + at) * step));
  return [...new Set([...spaced, ...others])].sort((a, b) => a - b);
}
