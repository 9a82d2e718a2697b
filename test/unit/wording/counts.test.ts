import assert from 'node:assert/strict';
import { files, moreNearDuplicates, moreTurns, nearDuplicates, rows, turns } from '../../../src/wording/counts';
import { describeCost } from '../../../src/wording/costText';

describe('counts in words', () => {
  for (const [words, thing] of [
    [rows, 'row'],
    [files, 'file'],
    [turns, 'turn'],
    [nearDuplicates, 'near-duplicate'],
    [moreTurns, 'more turn'],
    [moreNearDuplicates, 'more near-duplicate'],
  ] as const) {
    it(`tell one ${thing} from several`, () => {
      assert.deepEqual([0, 1, 1200].map(words), [`0 ${thing}s`, `1 ${thing}`, `1,200 ${thing}s`]);
    });
  }

  it('stand in what a run costs', () => {
    const estimate = { turnsToAsk: 1, rowsToEmbed: 1, tokens: 250, cost: 0.5 };
    const one = '1 turn to score, 1 row to embed at most: about 250 tokens, estimated cost 0.50';
    assert.equal(describeCost(estimate), one);
    const many = '1,200 turns to score: about 250 tokens';
    assert.equal(describeCost({ ...estimate, turnsToAsk: 1200, rowsToEmbed: 0, cost: null }), many);
  });
});
