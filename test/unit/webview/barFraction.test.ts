import assert from 'node:assert/strict';
import { barFraction } from '../../../webview/pages/table/grid/barFraction';

describe('the bar beside a value', () => {
  it('spans the range of its signal', () => {
    const fractions = [1, 3.5, 6, 0.5, 7].map((score) => barFraction('complexityScore', score, {}));
    assert.deepEqual(fractions, [0, 0.5, 1, 0, 1]);
  });

  it('ends at the largest value of the dataset where the range is open', () => {
    assert.equal(barFraction('evolScore', 18, { evolScore: 72 }), 0.25);
  });

  it('is empty without a value, and while nothing is known of its end', () => {
    assert.equal(barFraction('qualityScore', undefined, {}), null);
    assert.equal(barFraction('evolScore', 18, {}), null);
    assert.equal(barFraction('evolScore', 0, { evolScore: 0 }), null);
  });
});
