import assert from 'node:assert/strict';
import type { RowDetail } from '../../../src/protocol/dataset';
import { hasNews } from '../../../src/wording/rowCard';

const ROW: RowDetail = {
  rowIndex: 3,
  lineNumber: 4,
  values: { turns: 1 },
  preview: 'Say hello',
  turns: [{ instruction: 'Say hello', response: 'Hello' }],
  nearDuplicates: [],
  heuristicScores: false,
};

describe('a card of a row', () => {
  it('has nothing to say of a row before anything was computed', () => {
    assert.equal(hasNews(ROW), false);
  });

  it('has news of scores, of a status, of near-duplicates and of how the row was read', () => {
    const neighbour = { rowIndex: 0, lineNumber: 1, cosineSimilarity: 0.97, preview: 'Say hello!' };
    const rows: RowDetail[] = [
      { ...ROW, values: { turns: 1, evolScore: 12 } },
      { ...ROW, status: 'unscored', reason: 'the row has no response' },
      { ...ROW, nearDuplicates: [neighbour] },
      { ...ROW, rejected: ['Go away'] },
    ];
    for (const row of rows) assert.equal(hasNews(row), true, JSON.stringify(row));
  });
});
