import { mixBits } from '../common/mixBits';

/**
 * Adds a hashed feature to a vector: its place and sign follow from its hash alone, so that the dot product of two such
 * vectors estimates that of the features without a vocabulary (Weinberger et al., 2009).
 * @param hash 32 bits, well mixed
 */
export function addFeature(vector: Float64Array, hash: number, weight: number): void {
  const place = Math.floor(((hash >>> 1) / 2 ** 31) * vector.length);
  vector[place] = (vector[place] as number) + ((hash & 1) === 0 ? weight : -weight);
}

/** Adds `weight` times a vector to another of the same length. */
export function addScaled(target: Float64Array, vector: Float64Array, weight: number): void {
  for (let place = 0; place < target.length; place++) {
    target[place] = (target[place] as number) + weight * (vector[place] as number);
  }
}

/** Scales a vector to length 1 in place; zeros stay zeros. */
export function toUnitLength(vector: Float64Array): Float64Array {
  let energy = 0;
  // By index: iterating over a typed array takes several times as long.
  for (let place = 0; place < vector.length; place++) energy += (vector[place] as number) * (vector[place] as number);
  if (energy === 0) return vector;
  const length = Math.sqrt(energy);
  for (let place = 0; place < vector.length; place++) vector[place] = (vector[place] as number) / length;
  return vector;
}

/** The state of a running hash before any character. */
export const EMPTY_HASH = 0x811c9dc5;

/** Takes one more code point into a running hash. */
export function extendHash(state: number, codePoint: number): number {
  return Math.imul(state ^ codePoint, 0x01000193) + (state >>> 13);
}

/** The hash of a whole text. */
export function hashText(text: string): number {
  return mixBits(extendHashBy(EMPTY_HASH, text));
}

/** Takes a text into a running hash. */
export function extendHashBy(state: number, text: string): number {
  let extended = state;
  for (let index = 0; index < text.length; index++) extended = extendHash(extended, text.charCodeAt(index));
  return extended;
}
