import type { StepScore } from '../../../../src/protocol/annotation';

const LOWEST = 1;
const HIGHEST = 6;

export interface SparklinePoint {
  readonly x: number;
  readonly y: number;
  readonly step: number;
}

/**
 * Where the scores of a chain stand in a box, the lowest score (1) at its bottom and the highest (6) at its top. Steps
 * keep their places, so that a gap shows where a step was dropped.
 * @param lastStep of the chain, dropped ones included
 */
export function sparklinePoints(
  scores: readonly StepScore[],
  lastStep: number,
  { width, height }: { readonly width: number; readonly height: number },
): SparklinePoint[] {
  return scores.flatMap(({ step, score }) => {
    if (score === null) return [];
    const x = lastStep === 0 ? width / 2 : (step / lastStep) * width;
    return [{ step, x: rounded(x), y: rounded(((HIGHEST - score) / (HIGHEST - LOWEST)) * height) }];
  });
}

/** The line through them, as the `d` of an SVG path. */
export function sparklinePath(points: readonly SparklinePoint[]): string {
  return points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
