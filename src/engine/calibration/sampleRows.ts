/**
 * A uniform sample: the rows whose numbers, mixed with the seed, come out smallest. In file order; all of them where
 * there are no more than asked for.
 */
export function sampleRows(rows: Uint32Array, size: number, seed: number): Uint32Array {
  if (rows.length <= size) return rows;
  const keys = rows.map((row) => mix(row ^ mix(seed)));
  const largest = keys.slice().sort()[size - 1] as number;
  return rows.filter((_, index) => (keys[index] as number) <= largest).subarray(0, size);
}

/** MurmurHash3's finaliser: a bijection of 32-bit numbers that leaves no pattern. */
function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
