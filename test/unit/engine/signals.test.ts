import assert from 'node:assert/strict';
import { say } from '../../../src/messages/say';
import type { Message } from '../../../src/common/message';
import { AddedSignals } from '../../../src/engine/signals/addedSignals';
import type { Row } from '../../../src/dataset/conversation';
import { rowAnnotations } from '../../../src/engine/jobs/rowAnnotations';
import { TurnScoreTable } from '../../../src/engine/results/turnScoreTable';
import { RowFacts } from '../../../src/engine/rows/rowFacts';
import { ComputedTable, computedValues } from '../../../src/engine/signals/computedTable';
import { resultValues, signalValues, turnValues } from '../../../src/engine/signals/pooledSignals';
import { COMPUTED_SIGNALS, SIGNAL_IDS, signalDescriptor } from '../../../src/protocol/signals';
import { SORT_COLUMNS } from '../../../src/protocol/views';
import { formatSignal, formatSignalEdge, SIGNAL_TEXTS } from '../../../src/wording/signalTexts';

function goodRow(rowIndex: number, turnCount: number): Row {
  const turn = { instruction: 'Why?', response: 'Because.' };
  return { rowIndex, conversation: { turns: Array.from({ length: turnCount }, () => turn) } } as unknown as Row;
}

function badRow(rowIndex: number): Row {
  return {
    rowIndex,
    excerpt: '{',
    problem: { rowIndex, lineNumber: rowIndex + 1, message: 'no JSON' },
  } as unknown as Row;
}

/** Row 0 scored in both turns, row 1 in one of two, row 2 bad. */
function results() {
  const table = new TurnScoreTable(3);
  const turn = (complexityScore: number, qualityScore: number, note: Message | null = null) => ({
    complexityScore,
    qualityScore,
    outsideLanguage: false,
    note,
  });
  table.addRow([turn(2, 3), turn(4, 5)]);
  table.addRow([turn(2, 3), turn(NaN, NaN, say('unscored.promptTooLong'))]);
  table.addRow([], 'no JSON');
  const label = { name: 'x', version: '1', hash: 'h', heuristic: false };
  return { scores: { table, label }, selection: null };
}

function facts(): RowFacts {
  const noted = new RowFacts();
  for (const row of [goodRow(0, 2), goodRow(1, 2), badRow(2)]) noted.note(row);
  return noted;
}

describe('signals', () => {
  it('have names and keys of their own, and texts', () => {
    for (const keyOf of [
      (id: (typeof SIGNAL_IDS)[number]) => signalDescriptor(id).name,
      (id: (typeof SIGNAL_IDS)[number]) => signalDescriptor(id).reportKey,
      (id: (typeof SIGNAL_IDS)[number]) => signalDescriptor(id).exportKey,
      (id: (typeof SIGNAL_IDS)[number]) => SIGNAL_TEXTS[id].title,
    ]) {
      const keys = SIGNAL_IDS.map(keyOf).filter((key) => key !== undefined);
      assert.equal(new Set(keys).size, keys.length);
    }
  });

  it('stand between the columns that rows have beside them', () => {
    const columns = SIGNAL_IDS.filter((id) => signalDescriptor(id).column);
    assert.deepEqual(SORT_COLUMNS, [
      'line',
      'rowNumber',
      'decision',
      'status',
      ...columns,
      'instruction',
      'response',
      'nearDuplicate',
      'group',
    ]);
  });

  it('have the values that runs gave and that follow from the text, and none where there are none', () => {
    const pool = results();
    assert.deepEqual(resultValues(pool)(0), { evolScore: 26, complexityScore: 3, qualityScore: 4 });
    assert.deepEqual(resultValues(pool)(1), {});
    assert.deepEqual(resultValues({ scores: null, selection: null })(0), {});
    const noted = facts();
    assert.deepEqual([0, 1, 2, 3].map(signalValues('evolScore', pool, noted)), [26, NaN, NaN, NaN]);
    assert.deepEqual([0, 1, 2, 3].map(signalValues('turns', pool, noted)), [2, 2, NaN, NaN]);
    assert.deepEqual([0, 1].map(signalValues('similarity', pool, noted)), [NaN, NaN]);
    assert.deepEqual(turnValues('qualityScore', pool, 1), [3, null]);
  });

  it('stand in exported rows as the reference toolkit orders them, and not in bad ones', () => {
    const annotate = rowAnnotations(results(), facts(), () => undefined, new AddedSignals());
    assert.equal(
      JSON.stringify(annotate(0)),
      JSON.stringify({ complexity_scores: [2, 4], quality_scores: [3, 5], evol_score: 26 }),
    );
    assert.equal(
      JSON.stringify(annotate(1)),
      JSON.stringify({ complexity_scores: [2, null], quality_scores: [3, null], evol_score: null }),
    );
    assert.equal(annotate(2), undefined);
  });

  it('are shown by their formats', () => {
    assert.deepEqual(
      [
        formatSignal('evolScore', 31.204),
        formatSignal('similarity', 0.99999),
        formatSignal('turns', 1234),
        formatSignal('turns', undefined),
        formatSignalEdge('evolScore', 31.204),
        formatSignalEdge('turns', 1234.4),
      ],
      ['31.20', '0.9999', '1,234', '–', '31.20', '1,234'],
    );
  });
});

describe('computed signals', () => {
  const ROWS = 3000;
  const turnsOf = (row: number): number => (row % 7 === 3 ? NaN : 1 + (row % 5));

  function noted(): ComputedTable {
    const table = ComputedTable.empty();
    for (let row = 0; row < ROWS; row++) table.note(row % 7 === 3 ? badRow(row) : goodRow(row, 1 + (row % 5)));
    return table;
  }

  function keptOf(table: ComputedTable): ComputedTable {
    const { layout, parts } = table.serialise(ROWS);
    return ComputedTable.deserialise(Buffer.concat(parts), layout, ROWS);
  }

  it('are kept for every row, also from one engine to the next', () => {
    const table = noted();
    const { layout, parts } = table.serialise(ROWS);
    const kept = keptOf(table);
    assert.equal(Buffer.concat(parts).length, ComputedTable.sizeOf(layout, ROWS));
    for (let row = 0; row < ROWS; row++) {
      assert.deepEqual(
        [table.columnOf('turns').valueOf(row), kept.columnOf('turns').valueOf(row)],
        [turnsOf(row), turnsOf(row)],
      );
    }
  });

  it('sum up over the rows noted, of which bad ones add nothing, also of those before a change or once kept', () => {
    const sum = (rows: number): number =>
      Array.from({ length: rows }, (_, row) => turnsOf(row) || 0).reduce((a, b) => a + b, 0);
    const table = noted();
    assert.equal(table.totalOf('turns'), sum(ROWS));
    assert.equal(table.upTo(10).totalOf('turns'), 1 + 2 + 3 + 5 + 1 + 2 + 3 + 4 + 5);
    assert.equal(keptOf(table).totalOf('turns'), sum(ROWS));
    table.note(goodRow(3, 7)); // Was bad.
    table.note(badRow(4)); // Had five.
    table.note(goodRow(0, 1)); // As it was.
    assert.equal(table.totalOf('turns'), sum(ROWS) + 7 - turnsOf(4));
    assert.equal(facts().reading.turns, 4);
  });

  it('go on from the rows before a change', () => {
    const part = noted().upTo(10);
    part.note(goodRow(10, 9));
    assert.deepEqual([part.columnOf('turns').valueOf(9), part.columnOf('turns').valueOf(10)], [turnsOf(9), 9]);
  });

  it('of a row are those of its text', () => {
    assert.deepEqual(computedValues(goodRow(0, 3)), { turns: 3, estimatedTokens: 9 });
    assert.deepEqual(computedValues(badRow(0)), {});
  });

  it('are computed again where others are known than were kept', () => {
    const bytes = Buffer.concat(facts().serialise());
    assert.equal(RowFacts.deserialise(bytes)?.computedValuesOf('turns')(1), 2);
    const others = JSON.stringify(COMPUTED_SIGNALS).replace('turns', 'snrut');
    const changed = bytes.toString('latin1').replace(JSON.stringify(COMPUTED_SIGNALS), others);
    assert.equal(RowFacts.deserialise(Buffer.from(changed, 'latin1')), undefined);
  });
});
