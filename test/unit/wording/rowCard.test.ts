import assert from 'node:assert/strict';
import type { RowDetail } from '../../../src/protocol/dataset';
import { say } from '../../../src/messages/say';
import { useLanguage } from '../../../src/wording/language';
import { describeStatus, hasNews, rowCard, rowPreview } from '../../../src/wording/rowCard';

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

  it("says in the reader's language why a row has no score, and what of it was not read", () => {
    const cut = say('cut.several', {
      first: say('about.quality', { what: say('cut.last.response', { cut: 2000, all: 9000 }) }),
      rest: say('cut.end.instruction', { characters: 1 }),
    });
    const reason = say('unscored.inTurn', { turn: '2', reason: say('unscored.emptyInstruction') });
    const row: RowDetail = {
      ...ROW,
      status: 'unscored',
      reason,
      turns: [{ instruction: '', response: '', truncated: cut }],
    };
    useLanguage({
      tag: 'de',
      texts: {
        'unscored: {0}': 'ohne Wert: {0}',
        'turn {turn}: {reason}': 'Wechsel {turn}: {reason}',
        'the instruction is empty': 'die Anweisung ist leer',
        'quality: {what}': 'Güte: {what}',
        'the last {cut} of {all} characters of the response': 'die letzten {cut} von {all} Zeichen der Antwort',
        'instruction: {characters} character at its end was not read': 'Anweisung: {characters} Zeichen fehlt',
      },
    });
    assert.equal(describeStatus(row), 'ohne Wert: Wechsel 2: die Anweisung ist leer');
    const expected = 'Truncated: Güte: die letzten 2.000 von 9.000 Zeichen der Antwort; Anweisung: 1 Zeichen fehlt';
    assert.deepEqual(rowCard(row).notes, [expected]);
    const kept = 'response: 20 characters in its middle were not read';
    const [turn] = [{ instruction: '', response: '', truncated: say('verbatim', { text: kept }) }];
    assert.deepEqual(rowCard({ ...ROW, turns: [turn] }).notes, [`Truncated: ${kept}`], 'as an earlier version kept it');
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
