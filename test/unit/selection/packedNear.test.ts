import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BLOCK_ROWS } from '../../../src/selection/candidateVectors';
import { PLACE_MASK, packedNear, similarityIn, STORED_ERROR } from '../../../src/selection/packedNear';

describe('a place and a similarity in 32 bits', () => {
  it('are unpacked again, the similarity within the error that is stated', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: BLOCK_ROWS - 1 }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (place, similarity) => {
          const packed = packedNear(place, similarity);
          assert.equal(packed & PLACE_MASK, place);
          assert.ok(Math.abs(similarityIn(packed) - similarity) <= STORED_ERROR);
        },
      ),
    );
    for (const similarity of [-1, 0, 1]) {
      assert.ok(Math.abs(similarityIn(packedNear(BLOCK_ROWS - 1, similarity)) - similarity) <= STORED_ERROR);
    }
  });

  it('are cut off at -1 and 1, which only rounding goes beyond', () => {
    assert.equal(similarityIn(packedNear(7, 1.00001)), 1);
    assert.equal(similarityIn(packedNear(7, -1.00001)), -1);
    assert.equal(packedNear(7, 1.00001) & PLACE_MASK, 7);
  });
});
