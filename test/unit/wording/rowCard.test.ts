import assert from 'node:assert/strict';
import type { RowDetail } from '../../../src/protocol/dataset';
import { say } from '../../../src/messages/say';
import { useLanguage } from '../../../src/wording/language';
import { describeStatus, hasNews, rowPreview } from '../../../src/wording/rowCard';

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
  afterEach(() => useLanguage({ tag: 'en', texts: {} }));

  it("says in the reader's language why a row cannot be read, in the place of its text too", () => {
    const missing = 'A row is missing here; remove the extra comma.';
    const row: RowDetail = { ...ROW, preview: missing, isBad: true, status: 'unscored', reason: say('row.missing') };
    useLanguage({ tag: 'de', texts: { [missing]: 'Hier fehlt eine Zeile.', 'unscored: {0}': 'ohne Wert: {0}' } });
    assert.equal(rowPreview(row), 'Hier fehlt eine Zeile.');
    assert.equal(describeStatus(row), 'ohne Wert: Hier fehlt eine Zeile.');
    assert.equal(rowPreview({ ...row, reason: missing }), missing);
    assert.equal(rowPreview({ ...ROW, status: 'unscored', reason: 'no score' }), 'Say hello');
  });

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
