import assert from 'node:assert/strict';
import { tInterval, tQuantile } from '../../../src/evaluation/tInterval';

describe("Student's t-interval", () => {
  for (const [freedom, quantile] of [
    [1, 12.7062],
    [2, 4.3027],
    [3, 3.1824],
    [4, 2.7764],
    [5, 2.5706],
    [9, 2.2622],
    [10, 2.2281],
    [30, 2.0423],
    [1000, 1.9623],
  ] as const) {
    it(`takes the tabulated quantile of ${freedom} degrees of freedom`, () => {
      assert.equal(tQuantile(freedom).toFixed(4), quantile.toFixed(4));
    });
  }

  it('lies around the mean, by the spread of the values', () => {
    const { low, high } = tInterval([4, 6, 8]) ?? assert.fail();
    // The standard deviation is 2: 4.3027 · 2 / √3 = 4.9683.
    assert.deepEqual([low.toFixed(3), high.toFixed(3)], ['1.032', '10.968']);
  });

  it('is none of one value and of none', () => {
    assert.deepEqual([tInterval([5]), tInterval([])], [null, null]);
  });
});
