import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dotProduct } from '../../../src/selection/cosine';
import { FOLDING_ERROR, FoldedSections } from '../../../src/selection/foldedSections';

const SECTIONS = [1, 40, 24, 3, 1];
const COLUMNS = SECTIONS.reduce((sum, columns) => sum + columns, 0);

/** A row of length 1 that holds most in a few columns, as signatures do. */
const row = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.double({ min: -1, max: 1, noNaN: true })), {
    minLength: COLUMNS,
    maxLength: COLUMNS,
  })
  .map((values) => {
    const length = Math.hypot(...values);
    return Float32Array.from(values, (value) => (length < 1e-3 ? 0 : value / length));
  });

function folded(values: Float32Array): Float32Array {
  return new FoldedSections(SECTIONS).fold({ values, count: 1 }).values;
}

describe('folded sections', () => {
  it('keep the widest section and single columns, and eight values of another section at most', () => {
    const { dimensions } = new FoldedSections(SECTIONS);
    assert.equal(dimensions, 1 + 40 + 8 + 3 + 1);
    const values = Float32Array.from({ length: COLUMNS }, (_, column) => (column % 2 === 0 ? column : -column));
    const [whole, short] = [values, folded(values)];
    assert.deepEqual(short.subarray(0, 41), whole.subarray(0, 41));
    assert.deepEqual(short.subarray(49), whole.subarray(65));
    assert.equal(short[41], Math.fround(Math.hypot(41, 42, 43)));
  });

  it('keep the length of a row', () => {
    fc.assert(
      fc.property(row, (values) => {
        const [before, after] = [values, folded(values)].map((vector) =>
          dotProduct(vector, 0, vector, 0, vector.length),
        );
        assert.ok(Math.abs((before as number) - (after as number)) < 1e-6);
      }),
    );
  });

  it('never take the product of two rows below what it was', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        const [left, right] = [folded(a), folded(b)];
        const product = dotProduct(left, 0, right, 0, left.length);
        assert.ok(product >= dotProduct(a, 0, b, 0, COLUMNS) - FOLDING_ERROR);
      }),
    );
  });

  it('fold each row of several by itself', () => {
    const rows = [1, 2].map((start) => Float32Array.from({ length: COLUMNS }, (_, column) => start + column));
    const both = Float32Array.from(rows.flatMap((values) => [...values]));
    const { values, count } = new FoldedSections(SECTIONS).fold({ values: both, count: 2 });
    assert.equal(count, 2);
    assert.deepEqual(
      [...values],
      rows.flatMap((one) => [...folded(one)]),
    );
  });
});
