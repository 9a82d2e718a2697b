import assert from 'node:assert/strict';
import { CountColumn } from '../../../src/common/countColumn';

/** Around the largest number that 1 and 2 bytes hold. */
const AROUND_WIDTHS = [0, 1, 254, 255, 256, 65_534, 65_535, 65_536, 2 ** 32 - 2];

describe('CountColumn', () => {
  function noted(counts: readonly number[]): CountColumn {
    const column = CountColumn.empty();
    counts.forEach((count, row) => column.note(row, count));
    return column;
  }

  function valuesOf(column: CountColumn, rows: number): number[] {
    return Array.from({ length: rows }, (_, row) => column.valueOf(row));
  }

  function keptOf(column: CountColumn, rows: number): CountColumn {
    return CountColumn.deserialise(Buffer.from(column.serialise(rows)), column.bytesPerRow);
  }

  for (const largest of AROUND_WIDTHS) {
    it(`has counts up to ${largest}, and which rows have none, also cut or once kept`, () => {
      const counts = [Number.NaN, 3, 0, largest, Number.NaN, 1];
      const column = noted(counts);
      for (const each of [column, keptOf(column, counts.length), column.upTo(counts.length)]) {
        assert.deepEqual([valuesOf(each, counts.length), each.total], [counts, 4 + largest]);
      }
    });
  }

  it('takes as many bytes as its largest count', () => {
    const widths = AROUND_WIDTHS.map((largest) => noted([largest]).bytesPerRow);
    assert.deepEqual(widths, [1, 1, 1, 2, 2, 2, 4, 4, 4]);
    assert.throws(() => noted([2 ** 32 - 1]), RangeError);
  });

  it('takes what a row has now in place of what it had', () => {
    const column = noted([5, Number.NaN, 300]);
    column.note(0, Number.NaN);
    column.note(1, 70_000);
    assert.deepEqual([valuesOf(column, 3), column.total], [[Number.NaN, 70_000, 300], 70_300]);
  });

  it('grows beyond its first room', () => {
    const counts = Array.from({ length: 5000 }, (_, row) => row);
    const column = noted(counts);
    assert.deepEqual(valuesOf(keptOf(column, 5000), 5000), counts);
    assert.equal(column.total, (5000 * 4999) / 2);
  });

  it('is of another memory than the rows before a change', () => {
    const column = noted([1, 2]);
    const before = column.upTo(2);
    column.note(0, 9);
    assert.equal(before.valueOf(0), 1);
  });
});
