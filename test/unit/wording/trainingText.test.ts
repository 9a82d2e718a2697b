import assert from 'node:assert/strict';
import { say } from '../../../src/messages/say';
import type { RenderedRow, TrainingTotals } from '../../../src/protocol/fineTuning';
import { rowTokensText, totalsText } from '../../../src/wording/trainingText';

const ROW: RenderedRow = {
  ...{ rowIndex: 0, lineNumber: 1, parts: [], tokens: 2500, trainedTokens: 1200, length: 2048, cutTokens: 452 },
};
const TOTALS: TrainingTotals = {
  ...{ rows: 6000, refused: 0, trainedTokens: 3_000_000, cutTokens: 12_000, length: 2048 },
  tokens: { total: 4_000_000, longest: 9000, cutRows: 120, cutShare: 0.02 },
};

describe('what is said of training', () => {
  it('of a row names the cut where there is one', () => {
    assert.equal(rowTokensText(ROW), '2,500 tokens · 1,200 trained on · 452 cut off at 2,048');
    assert.equal(rowTokensText({ ...ROW, tokens: 1, trainedTokens: 0, cutTokens: 0 }), '1 token · 0 trained on');
  });

  it('of a selection names tokens, the share that is cut, and rows that cannot be rendered', () => {
    assert.deepEqual(totalsText(TOTALS), [
      '6,000 rows selected: 4,000,000 tokens, 75.0% of them trained on.',
      '120 rows (2.0%) longer than 2,048 tokens: 12,000 tokens are cut off.',
    ]);
    const nothing = { total: 0, longest: 0, cutRows: 0, cutShare: 0 };
    const refused = { rowIndex: 4, lineNumber: 5, message: 'As logs have it.', said: say('refused.noResponse') };
    const totals = { ...TOTALS, rows: 0, refused: 2, firstRefused: refused, tokens: nothing, trainedTokens: 0 };
    assert.deepEqual(totalsText(totals), [
      '0 rows selected: 0 tokens, 0.0% of them trained on.',
      'None is longer than 2,048 tokens.',
      '2 rows cannot be rendered; the first, line 5: The last instruction has no response.',
    ]);
  });
});
