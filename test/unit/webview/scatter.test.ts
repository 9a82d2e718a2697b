import assert from 'node:assert/strict';
import type { RowScores } from '../../../src/protocol/scorerComparison';
import { nearestPoint, scaleOf, scatterPoints, ticksOf } from '../../../webview/pages/comparison/plot/scatterGeometry';
import { parseBudget } from '../../../webview/pages/comparison/state/comparisonModel';

const BOX = { width: 100, height: 50 };

function row(a: number, b: number): RowScores {
  const scores = (score: number) => ({ complexityScore: score, qualityScore: score, evolScore: 3 * score, rank: 1 });
  return { rowIndex: 0, lineNumber: 1, a: scores(a), b: scores(b) };
}

describe('plot of two scorers', () => {
  it('has the same scale on both axes: 1 to 6, or 0 to the highest evol score', () => {
    const rows = [row(2, 4), row(5, 1)];
    assert.deepEqual(scaleOf(rows, 'quality'), { min: 1, max: 6 });
    assert.deepEqual(scaleOf(rows, 'evol'), { min: 0, max: 15 });
    assert.deepEqual(scaleOf([], 'evol'), { min: 0, max: 1 });
  });

  it('puts A’s score to the right and B’s upwards', () => {
    const scale = { min: 1, max: 6 };
    const places = scatterPoints([row(1, 6), row(6, 1), row(3.5, 3.5)], 'complexity', scale, BOX);
    assert.deepEqual(
      places.map(({ x, y }) => [x, y]),
      [
        [0, 0],
        [100, 50],
        [50, 25],
      ],
    );
  });

  it('means the nearest point, and none where all are far away', () => {
    const points = scatterPoints([row(1, 6), row(6, 1)], 'quality', { min: 1, max: 6 }, BOX);
    assert.equal(nearestPoint(points, { x: 94, y: 48 }, 10), points[1]);
    assert.equal(nearestPoint(points, { x: 50, y: 25 }, 10), null);
    assert.equal(nearestPoint([], { x: 0, y: 0 }, 10), null);
  });

  it('marks few whole numbers on its axes', () => {
    assert.deepEqual(ticksOf({ min: 1, max: 6 }), [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(ticksOf({ min: 0, max: 33 }), [0, 10, 20, 30]);
    assert.deepEqual(ticksOf({ min: 0, max: 1 }), [0, 1]);
  });

  it('takes whole numbers of rows from 1 as a budget', () => {
    assert.deepEqual(['6000', ' 1 ', '0', '-1', '1.5', '', 'x'].map(parseBudget), [
      6000,
      1,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
