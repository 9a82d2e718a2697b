import assert from 'node:assert/strict';
import { RowParser } from '../../../src/dataset/rowParser';
import { RowFacts } from '../../../src/engine/rows/rowFacts';
import { readingRemarks } from '../../../src/wording/readingText';

const ROWS = [
  { instruction: 'a', output: 'b', id: '1' },
  { instruction: 'a', output: ' ', notes: 'Seen in May.', id: '2' },
  { prompt: 'a', completion: 'b', label: false },
  {
    messages: [
      { role: 'assistant', content: 'Hi' },
      { role: 'user', content: 'a' },
    ],
  },
];

function factsOf(rows: readonly object[]): RowFacts {
  const facts = new RowFacts();
  const parser = new RowParser();
  for (const [rowIndex, row] of rows.entries()) {
    facts.note(parser.parse({ rowIndex, lineNumber: rowIndex + 1, content: Buffer.from(JSON.stringify(row)) }));
  }
  return facts;
}

describe('what is said of how rows were read', () => {
  const expected = {
    turns: 4,
    turnsWithoutResponse: 2,
    probablyMisread: false,
    openingsLeftOut: 1,
    rejectedRows: 1,
    unreadKeys: [
      { key: 'notes', rows: 1, isProse: true },
      { key: 'id', rows: 2, isProse: false },
    ],
  };

  it('is counted, kept on disk, and cut to the rows before an edit', () => {
    const facts = factsOf(ROWS);
    assert.deepEqual(facts.reading, expected);
    const restored = RowFacts.deserialise(Buffer.concat(facts.serialise()));
    assert.deepEqual(restored?.reading, expected);
    assert.deepEqual(facts.upTo(2).reading, factsOf(ROWS.slice(0, 2)).reading);
  });

  it('counts the rows that carry scores, kept and cut likewise', () => {
    const scores = { complexity_scores: [3], quality_scores: [4] };
    const rows = [{ instruction: 'a', output: 'b', ...scores }, ROWS[0], { instruction: 'c', output: '', ...scores }];
    const facts = factsOf(rows as object[]);
    assert.equal(facts.reading.rowsWithScores, 2);
    const restored = RowFacts.deserialise(Buffer.concat(facts.serialise()));
    assert.equal(restored?.reading.rowsWithScores, 2);
    assert.equal(restored.upTo(2).reading.rowsWithScores, 1);
    const parser = new RowParser();
    const [rowIndex, bytes] = [0, Buffer.from(JSON.stringify(ROWS[0]))];
    facts.noteAgain(parser.parse({ rowIndex, lineNumber: 1, content: bytes }));
    assert.equal(facts.reading.rowsWithScores, 1);
  });

  it('counts a row that was read again as it is now', () => {
    const parser = new RowParser();
    const facts = factsOf(ROWS);
    const now = [{ instruction: 'a', output: 'b' }, ROWS[1], ROWS[0], ROWS[3]] as object[];
    for (const [rowIndex, row] of now.entries()) {
      facts.noteAgain(parser.parse({ rowIndex, lineNumber: rowIndex + 1, content: Buffer.from(JSON.stringify(row)) }));
    }
    assert.deepEqual(facts.reading, factsOf(now).reading);
  });

  it('knows the rows that their label rejects', () => {
    const facts = factsOf(ROWS);
    assert.deepEqual(
      ROWS.map((_row, index) => facts.isRejected(index)),
      [false, false, true, false],
    );
  });

  it('calls a file misread when nearly all turns have no response', () => {
    const rows = Array.from({ length: 10 }, (_, at) => ({ instruction: 'a', output: at === 0 ? 'b' : '' }));
    assert.equal(factsOf(rows).reading.probablyMisread, true);
    assert.equal(factsOf(rows.slice(0, 9)).reading.probablyMisread, false);
  });

  it('is one sentence each for people, and none where everything was read', () => {
    assert.deepEqual(readingRemarks(factsOf(ROWS).reading), [
      '2 of 4 turns have no response.',
      'Text is not read under "notes" (1 row).',
      "1 row begins with the assistant's words; these are left out.",
      '1 row rejected by the label.',
    ]);
    assert.deepEqual(readingRemarks(factsOf([{ instruction: 'a', output: 'b' }]).reading), []);
  });
});
