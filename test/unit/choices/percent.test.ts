import assert from 'node:assert/strict';
import { percentIn, shareOf } from '../../../src/choices/percent';

describe('shares', () => {
  it('are read from percentages alone', () => {
    assert.deepEqual(['30%', '2.5%', '0%', '100%'].map(percentIn), [30, 2.5, 0, 100]);
    for (const text of ['30', '%', '.5%', '-1%', '1e1%', ' 3%', '3 %']) assert.equal(percentIn(text), undefined, text);
  });

  it('are those of the decimal number, rounded down', () => {
    for (let tenths = 1; tenths <= 1000; tenths++) {
      for (let whole = 0; whole <= 3000; whole += 25) {
        assert.equal(shareOf(tenths / 10, whole), Math.floor((tenths * whole) / 1000), `${tenths / 10}% of ${whole}`);
      }
    }
    assert.equal(shareOf(1e-7, 2_000_000_000), 2);
    assert.equal(shareOf(33.33333333333333, 3), 0);
  });
});
