import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Histogram } from '../../../src/protocol/views';
import {
  binsOf,
  countIn,
  draggedRange,
  isWhole,
  moveHandle,
  valuesOf,
} from '../../../webview/pages/table/histogram/binRange';

/** Counts values the way histograms do: equal bins, the last one with both its ends. */
function histogramOf(values: readonly number[], min: number, max: number, bins: number): Histogram {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    let bin = bins - 1;
    while (bin > 0 && value < min + ((max - min) * bin) / bins) bin--;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { signal: 'qualityScore', min, max, counts, selectedCounts: counts.map(() => 0) };
}

const scores = fc.array(
  fc.oneof(fc.constantFrom(1, 2, 2.5, 3, 3.5, 4, 6), fc.double({ min: 1, max: 6, noNaN: true })),
  { minLength: 1, maxLength: 60 },
);

describe('histogram ranges', () => {
  it('filter exactly the rows that the chosen bins count', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 50 }), fc.nat(49), fc.nat(49), (values, bins, one, other) => {
        const histogram = histogramOf(values, 1, 6, bins);
        const range = { from: Math.min(one, other) % bins, to: Math.max(one, other) % bins };
        fc.pre(range.from <= range.to);
        const [low, high] = valuesOf(histogram, range);
        const filtered = values.filter((value) => value >= low && value <= high).length;
        assert.equal(filtered, countIn(histogram, range).rows);
      }),
    );
  });

  it('find the bins of a filter again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), fc.nat(), (bins, one, other) => {
        const histogram = histogramOf([], -0.2, 1, bins);
        const range = { from: Math.min(one % bins, other % bins), to: Math.max(one % bins, other % bins) };
        assert.deepEqual(binsOf(histogram, valuesOf(histogram, range)), range);
      }),
    );
  });

  it('are the same dragged forwards and backwards, and stay on the plot', () => {
    const histogram = histogramOf([], 1, 6, 10);
    assert.deepEqual(draggedRange(histogram, 0.25, 0.61), { from: 2, to: 6 });
    assert.deepEqual(draggedRange(histogram, 0.61, 0.25), { from: 2, to: 6 });
    assert.deepEqual(draggedRange(histogram, -3, 9), { from: 0, to: 9 });
  });

  it('cover all bins of a histogram whose values are all equal', () => {
    const histogram = histogramOf([3], 3, 3, 5);
    assert.deepEqual(binsOf(histogram, [3, 3]), { from: 0, to: 4 });
    assert.deepEqual(valuesOf(histogram, { from: 0, to: 1 }), [3, 3]);
  });

  it('move by keys, never past each other', () => {
    const range = { from: 3, to: 5 };
    assert.deepEqual(moveHandle(10, range, 'from', 'ArrowRight', 1), { from: 4, to: 5 });
    assert.deepEqual(moveHandle(10, range, 'from', 'ArrowRight', 5), { from: 5, to: 5 });
    assert.deepEqual(moveHandle(10, range, 'to', 'Home', 1), { from: 3, to: 3 });
    assert.deepEqual(moveHandle(10, range, 'to', 'End', 1), { from: 3, to: 9 });
    assert.equal(moveHandle(10, range, 'to', 'x', 1), null);
  });

  it('know when they leave nothing out', () => {
    assert.equal(isWhole(10, { from: 0, to: 9 }), true);
    assert.equal(isWhole(10, { from: 0, to: 8 }), false);
  });
});
