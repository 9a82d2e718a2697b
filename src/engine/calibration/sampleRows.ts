import { mixBits } from '../../common/mixBits';

/**
 * A uniform sample: the rows whose numbers, mixed with the seed, come out smallest. In file order; all of them where
 * there are no more than asked for.
 */
export function sampleRows(rows: Uint32Array, size: number, seed: number): Uint32Array {
  if (rows.length <= size) return rows;
  const keys = rows.map((row) => mixBits(row ^ mixBits(seed)));
  const largest = keys.slice().sort()[size - 1] as number;
  return rows.filter((_, index) => (keys[index] as number) <= largest).subarray(0, size);
}
