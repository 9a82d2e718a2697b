import assert from 'node:assert/strict';
import { RowIndex } from '../../../src/dataset/rowIndex';
import { deserialiseIndex, serialiseIndex } from '../../../src/dataset/indexSnapshot';

describe('the lines of an index', () => {
  /** Rows of 10 bytes, more of them than there is room for at first. */
  function indexOf(lines: readonly number[]): RowIndex {
    const index = new RowIndex('jsonLines');
    lines.forEach((line, row) => index.add(10 * row, 10, line));
    return index;
  }

  function linesOf(index: RowIndex): number[] {
    return Array.from({ length: index.rowCount }, (_, row) => index.lineNumberOf(row));
  }

  function keptOf(index: RowIndex): RowIndex {
    return deserialiseIndex(Buffer.concat(serialiseIndex(index, null)))?.index as RowIndex;
  }

  const ROWS = 10_000;
  for (const blankBefore of [0, 1, 5000, ROWS - 1, ROWS]) {
    it(`are those of the file where a line before row ${blankBefore} of ${ROWS} is blank, also once kept`, () => {
      const lines = Array.from({ length: ROWS }, (_, row) => row + (row < blankBefore ? 1 : 2));
      const index = indexOf(lines);
      for (const each of [index, keptOf(index)]) {
        assert.deepEqual(linesOf(each), lines);
        assert.equal(each.lineNumberOf(ROWS), 0);
        assert.deepEqual(
          lines.map((line) => each.rowIndexOfLine(line)),
          [...lines.keys()],
        );
      }
    });
  }

  it('are those of rows that come in place of the last ones', () => {
    const index = keptOf(indexOf([1, 2, 3]));
    index.truncateFrom(20);
    index.add(25, 10, 4);
    assert.deepEqual(linesOf(index), [1, 2, 4]);
    assert.deepEqual(linesOf(keptOf(index)), [1, 2, 4]);
  });
});
