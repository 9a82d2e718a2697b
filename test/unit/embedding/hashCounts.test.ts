import assert from 'node:assert/strict';
import { HashCounts } from '../../../src/embedding/hashCounts';
import { seededRandom } from '../../support/seededRandom';

describe('HashCounts', () => {
  it('counts as a map does, in the order of first use, whatever was counted before', () => {
    const random = seededRandom(5);
    const counts = new HashCounts();
    for (const [adds, different] of [
      [10, 3],
      [50_000, 20_000],
      [3000, 1500],
      [0, 1],
    ] as const) {
      counts.clear();
      const expected = new Map<number, number>();
      // Few different low bits, so that many hashes want the same place.
      const hashes = Array.from({ length: different }, () => (Math.floor(random() * 2 ** 24) << 8) >>> 0);
      for (let add = 0; add < adds; add++) {
        const hash = hashes[Math.floor(random() * different)] ?? 0;
        counts.add(hash);
        expected.set(hash, (expected.get(hash) ?? 0) + 1);
      }
      const counted: [number, number][] = [];
      counts.forEach((hash, count) => counted.push([hash, count]));
      assert.deepEqual(counted, [...expected]);
    }
  });
});
