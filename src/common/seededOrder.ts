import { createHash } from 'node:crypto';

/**
 * A permutation of 0 … count − 1 that a seed decides, the same everywhere: by the first eight bytes (big endian) of the
 * SHA-256 of `SEED:i`, smallest first.
 */
export function seededOrder(count: number, seed: number): Uint32Array {
  const keys = new BigUint64Array(count);
  for (let index = 0; index < count; index++) {
    keys[index] = createHash('sha256').update(`${seed}:${index}`).digest().readBigUInt64BE(0);
  }
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  return order.sort((a, b) => compare(keys[a] ?? 0n, keys[b] ?? 0n) || a - b);
}

/** @returns at most `wanted` of 0 … count − 1, drawn by the seed */
export function seededSample(count: number, wanted: number, seed: number): Uint32Array {
  return seededOrder(count, seed).subarray(0, wanted);
}

function compare(first: bigint, second: bigint): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
