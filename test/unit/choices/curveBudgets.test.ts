import assert from 'node:assert/strict';
import { proposedBudgets, readBudgets } from '../../../src/choices/curveBudgets';

describe('budgets of a curve', () => {
  it('are proposed around the one that is set, and none above the rows that there are', () => {
    assert.deepEqual(proposedBudgets({ budget: 6000 }, 52_000), [750, 1500, 3000, 4500, 6000, 7500, 9000, 12_000]);
    assert.deepEqual(proposedBudgets({ budget: 6000 }, 5000), [750, 1500, 3000, 4500, 5000]);
    assert.deepEqual(proposedBudgets({ budget: -1, budgetShare: 20 }, 100), [2, 5, 10, 15, 20, 25, 30, 40]);
    assert.deepEqual(proposedBudgets({ budget: -1, budgetTokens: 1_000_000 }, 80), [1, 2, 4, 6, 8, 10, 12, 16]);
    assert.deepEqual(proposedBudgets({}, 3), [3]);
    assert.deepEqual(proposedBudgets({ budget: 1 }, 0), [1]);
  });

  it('are read as they are typed', () => {
    assert.deepEqual(readBudgets('1000, 3000,6000 '), [1000, 3000, 6000]);
    for (const text of ['', '10,', 'x', '0', '-1', '1.5', '1e3', '99999999999999999999']) {
      assert.equal(readBudgets(text), null, text);
    }
  });
});
