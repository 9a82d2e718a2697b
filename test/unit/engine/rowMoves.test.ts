import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RowMoves } from '../../../src/engine/rows/rowMoves';

/** Few different rows, so that several are equal; NaN is a bad row. */
const file = (): fc.Arbitrary<number[]> =>
  fc.array(fc.oneof({ weight: 8, arbitrary: fc.nat(5) }, { weight: 1, arbitrary: fc.constant(NaN) }), {
    maxLength: 10,
  });

/** Where a row would stand if it were as far below the last row above it that is there as it was. */
function placeByLooking(moves: RowMoves, row: number, rowsBefore: number, rowsNow: number): number {
  if (moves.rowOf(row) >= 0) return moves.rowOf(row);
  let above = Math.min(row, rowsBefore) - 1;
  while (above >= 0 && moves.rowOf(above) < 0) above--;
  let below = row + 1;
  while (below < rowsBefore && moves.rowOf(below) < 0) below++;
  const [isAbove, isBelow] = [moves.rowOf(above), moves.rowOf(below)];
  const inPlace = isAbove + row - above;
  return Math.max(0, Math.min(inPlace, isBelow > isAbove ? isBelow : rowsNow - 1));
}

describe('rows of a file that has become another one', () => {
  it('give way to what stands in their place, as looking from each of them finds', () => {
    const property = fc.property(file(), file(), (before, now) => {
      const moves = new RowMoves(Float64Array.from(before), Float64Array.from(now));
      for (let row = 0; row < before.length + 3; row++) {
        assert.equal(moves.placeOf(row), placeByLooking(moves, row, before.length, now.length), `row ${row}`);
      }
    });
    fc.assert(property, { numRuns: 3000 });
  });
});
