import assert from 'node:assert/strict';
import { axisTicks } from '../../../webview/pages/table/histogram/axisTicks';
import { boundsOf, conditionName } from '../../../webview/pages/table/histogram/rangeBounds';
import { movedThreshold, placeOfThreshold, thresholdAt } from '../../../webview/pages/table/histogram/thresholdScale';

const valuesOf = (min: number, max: number): number[] => axisTicks(min, max).map(({ value }) => value);

describe('numbers along an axis', () => {
  it('are a few round ones, away from both ends', () => {
    assert.deepEqual(valuesOf(1, 6), [2, 4]);
    assert.deepEqual(valuesOf(0, 1), [0.5]);
    assert.deepEqual(valuesOf(0.3, 0.9), [0.4, 0.6, 0.8]);
    assert.deepEqual(valuesOf(0, 1200), [500, 1000]);
    for (const { place } of axisTicks(-7, 113)) assert.ok(place >= 0.14 && place <= 0.86);
  });

  it('stand where their values do', () => {
    assert.deepEqual(axisTicks(0, 1), [{ value: 0.5, place: 0.5 }]);
  });

  it('are none where all values are the same', () => {
    assert.deepEqual(valuesOf(3, 3), []);
  });
});

describe('a threshold on its plot', () => {
  const scale = { min: 0.2, max: 1 };

  it('stands at its value, at an end where that is beyond the scale', () => {
    assert.equal(placeOfThreshold(scale, 0.6).toFixed(6), '0.500000');
    assert.deepEqual([placeOfThreshold(scale, 0), placeOfThreshold(scale, 1.5)], [0, 1]);
    assert.equal(placeOfThreshold({ min: 1, max: 1 }, 0.9), 0);
  });

  it('is the value at a place, in hundredths', () => {
    assert.equal(thresholdAt(scale, 0.333), 0.47);
    assert.deepEqual([thresholdAt(scale, -1), thresholdAt(scale, 2)], [0.2, 1]);
  });

  it('is moved by keys in hundredths, by five of them with Shift, no further than a similarity can be', () => {
    const moved = (key: string, isLarge = false): number | null => movedThreshold(scale, 0.9, key, isLarge);
    assert.deepEqual([moved('ArrowLeft'), moved('ArrowUp'), moved('ArrowDown', true)], [0.89, 0.91, 0.85]);
    assert.deepEqual([moved('Home'), moved('End'), moved('Enter')], [0.2, 1, null]);
    assert.equal(movedThreshold(scale, 0.99, 'ArrowRight', true), 1);
  });
});

describe('the bounds that a range of bins asks for', () => {
  const histogram = { min: 1, max: 6, counts: new Array<number>(48).fill(1) };

  it('are short numbers near the edges of its bins, open where it goes to an end', () => {
    assert.deepEqual(boundsOf(histogram, { from: 20, to: 47 }), { atLeast: 3.08 });
    assert.deepEqual(boundsOf(histogram, { from: 0, to: 19 }), { below: 3.08 });
    assert.deepEqual(boundsOf(histogram, { from: 20, to: 29 }), { atLeast: 3.08, below: 4.13 });
    assert.deepEqual(boundsOf({ ...histogram, min: 0, max: 4800 }, { from: 7, to: 47 }), { atLeast: 700 });
  });

  it('are none for the whole scale, or where all values are the same', () => {
    assert.equal(boundsOf(histogram, { from: 0, to: 47 }), null);
    assert.equal(boundsOf({ ...histogram, max: 1 }, { from: 3, to: 4 }), null);
  });

  it('are of signals that conditions know: not of similarities, which selections give', () => {
    assert.equal(conditionName('qualityScore'), 'quality');
    assert.equal(conditionName('signal:field:reward'), 'field:reward');
    assert.equal(conditionName('similarity'), null);
  });
});
