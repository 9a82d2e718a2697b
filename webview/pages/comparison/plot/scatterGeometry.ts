import type { RowScores } from '../../../../src/protocol/scorerComparison';
import { scoreOf, type Measure } from '../../../../src/wording/comparisonText';

export interface Box {
  readonly width: number;
  readonly height: number;
}

/** A row's place in the plot, in pixels from its top left. */
export interface ScatterPoint {
  readonly row: RowScores;
  readonly x: number;
  readonly y: number;
}

/** What both axes show, so that scorers that agree stand on the diagonal. */
export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** Complexity and quality are scores from 1 to 6. */
const SCORE_SCALE: Scale = { min: 1, max: 6 };

/** Evol scores are sums over turns: they begin at 0 and end at the highest one. */
export function scaleOf(rows: readonly RowScores[], measure: Measure): Scale {
  if (measure !== 'evol') return SCORE_SCALE;
  const highest = rows.reduce((most, { a, b }) => Math.max(most, a.evolScore, b.evolScore), 0);
  return { min: 0, max: Math.max(1, Math.ceil(highest)) };
}

/** A's score to the right, B's upwards. */
export function scatterPoints(rows: readonly RowScores[], measure: Measure, scale: Scale, box: Box): ScatterPoint[] {
  const share = (score: number): number => (score - scale.min) / (scale.max - scale.min);
  return rows.map((row) => ({
    row,
    x: share(scoreOf(row, 'a', measure)) * box.width,
    y: (1 - share(scoreOf(row, 'b', measure))) * box.height,
  }));
}

/** The point that the pointer means: the nearest one, unless all are far away. */
export function nearestPoint(
  points: readonly ScatterPoint[],
  pointer: { readonly x: number; readonly y: number },
  within: number,
): ScatterPoint | null {
  let nearest: ScatterPoint | null = null;
  let least = within;
  for (const point of points) {
    const distance = Math.hypot(point.x - pointer.x, point.y - pointer.y);
    if (distance <= least) [nearest, least] = [point, distance];
  }
  return nearest;
}

/** Whole numbers on an axis, few enough to be read. */
export function ticksOf({ min, max }: Scale): number[] {
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];
  const step = steps.find((one) => (max - min) / one <= 6) ?? 1000;
  const first = Math.ceil(min / step) * step;
  return Array.from({ length: Math.floor((max - first) / step) + 1 }, (_, at) => first + at * step);
}
