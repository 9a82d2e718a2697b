import assert from 'node:assert/strict';
import fc from 'fast-check';
import { batchByLength } from '../../../src/inference/batching';

const LIMITS = { lengthStep: 8, positions: 64 };

describe('batching by length', () => {
  it('puts every sequence into one batch that it fits and that is not too large', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 128 }), { maxLength: 60 }), (lengths) => {
        const batches = batchByLength(lengths, LIMITS);
        const members = batches.flatMap((batch) => batch.members).sort((a, b) => a - b);
        assert.deepEqual(members, [...lengths.keys()]);
        for (const { members: inBatch, paddedLength } of batches) {
          assert.ok(inBatch.length === 1 || inBatch.length * paddedLength <= LIMITS.positions);
          for (const member of inBatch) assert.equal(paddedLength, Math.ceil((lengths[member] ?? 0) / 8) * 8);
        }
      }),
    );
  });
});
