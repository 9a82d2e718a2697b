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

describe('the columns of an index', () => {
  const ROWS = 100;
  const index = (): RowIndex => {
    const added = new RowIndex('jsonLines');
    for (let row = 0; row < ROWS; row++) added.add(10 * row, 10, row + 2);
    return added;
  };

  it('stay as they were handed out, whatever rows come in place of the last ones and after them', () => {
    const made = index();
    const restored = RowIndex.fromColumns(made.layout, made.columns());
    for (const each of [made, restored]) {
      const { offsets, lengths, lines } = each.columns();
      const before = [offsets.slice(), lengths.slice(), lines?.slice()];
      each.truncateFrom(10 * (ROWS - 1));
      for (let row = 0; row < ROWS; row++) each.add(5000 + row, 7, 500 + row);
      assert.deepEqual([offsets, lengths, lines], before);
      assert.equal(each.offsetOf(ROWS), 5001);
    }
  });

  it('take no more room for being handed out between the rows', () => {
    const grown = index();
    const sizes = new Set<number>();
    for (let row = 0; row < ROWS; row++) {
      grown.truncateFrom(10 * (ROWS + row - 1));
      grown.add(10 * (ROWS + row - 1), 12, ROWS + row + 1);
      grown.add(10 * (ROWS + row), 10, ROWS + row + 2);
      sizes.add(grown.columns().offsets.buffer.byteLength);
    }
    assert.equal(grown.rowCount, 2 * ROWS);
    assert.equal(sizes.size, 1);
  });
});
