import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sortedByKey } from '../../../src/engine/views/stableSort';

const key = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1, 1 + Number.EPSILON),
  fc.integer({ min: -3, max: 3 }),
);

/** Array.prototype.sort is stable; NaN last whatever the direction. */
function oracle(keys: Float64Array, descending: boolean): number[] {
  return Array.from(keys, (_, row) => row).sort((a, b) => {
    const [keyA, keyB] = [keys[a] ?? 0, keys[b] ?? 0];
    if (Number.isNaN(keyA) || Number.isNaN(keyB)) return Number(Number.isNaN(keyA)) - Number(Number.isNaN(keyB));
    if (keyA === keyB) return 0;
    return keyA < keyB === descending ? 1 : -1;
  });
}

describe('sortedByKey', () => {
  for (const descending of [false, true]) {
    it(`sorts stably, NaN last, ${descending ? 'descending' : 'ascending'}`, () => {
      fc.assert(
        fc.property(fc.array(key, { maxLength: 200 }), (values) => {
          const keys = Float64Array.from(values);
          assert.deepEqual([...sortedByKey(keys, descending)], oracle(keys, descending));
        }),
        { numRuns: 500 },
      );
    });
  }
});
