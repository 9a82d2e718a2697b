import assert from 'node:assert/strict';
import { isSameBudget, readBudget, writeBudget, type NoBudget } from '../../../src/choices/budget';
import { inEnglish } from '../../../src/messages/wording';

describe('budgets', () => {
  it('are read as people write them', () => {
    for (const text of ['6000', ' 6,000 ', '6 000', '6_000'])
      assert.deepEqual(readBudget(text), { budget: 6000 }, text);
    assert.deepEqual(readBudget('-1'), { budget: -1 });
    for (const text of ['10%', '10 %']) assert.deepEqual(readBudget(text), { budget: -1, budgetShare: 10 }, text);
    for (const text of ['2M tokens', '2M-tokens', '2000k tokens', '2000000tokens', '2.0 M tokens'])
      assert.deepEqual(readBudget(text), { budget: -1, budgetTokens: 2_000_000 }, text);
  });

  it('are refused with what they have to be', () => {
    const expected = (text: string): string => inEnglish((readBudget(text) as NoBudget).expected);
    for (const text of ['', '0', '-2', '1.5', '1e3', 'many', '6,5', '10 percent', '99999999999999999999'])
      assert.match(expected(text), /number of rows from 1/, text);
    for (const text of ['0%', '101%']) assert.match(expected(text), /percentage above 0/, text);
    for (const text of ['0 tokens', '0.0001K tokens']) assert.match(expected(text), /tokens from 1/, text);
  });

  it('are written as they are read', () => {
    for (const text of ['6000', '-1', '2.5%', '2M tokens', '500K tokens', '1234 tokens']) {
      const budget = readBudget(text);
      assert.ok(!('expected' in budget), text);
      assert.equal(writeBudget(budget), text);
    }
  });

  it('are the same whatever rows a share came to', () => {
    assert.ok(isSameBudget({ budget: 77, budgetShare: 10 }, { budget: -1, budgetShare: 10 }));
    assert.ok(!isSameBudget({ budget: -1, budgetShare: 10 }, { budget: -1 }));
    assert.ok(!isSameBudget({ budget: 5 }, { budget: 6 }));
  });
});
