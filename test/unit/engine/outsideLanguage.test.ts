import assert from 'node:assert/strict';
import { TurnScoreTable } from '../../../src/engine/results/turnScoreTable';

const turn = (outsideLanguage: boolean) => ({ complexityScore: 2, qualityScore: 3, outsideLanguage, note: null });

describe('rows outside the language of a scorer', () => {
  it('are counted once each, wherever their turns are, also while rows are missing', () => {
    const rows = [[], [false, true, true], [false], [true], [], [true, false], [false, false, true]];
    const table = new TurnScoreTable(rows.length);
    const counts = rows.map((turns) => {
      table.addRow(turns.map(turn));
      return table.rowsOutsideLanguage;
    });
    assert.deepEqual(counts, [0, 1, 1, 2, 2, 3, 4]);
    assert.equal(TurnScoreTable.fromColumns(table.columns()).rowsOutsideLanguage, 4);
  });
});
