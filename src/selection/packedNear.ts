import { BLOCK_ROWS } from './candidateVectors';

const PLACE_BITS = Math.log2(BLOCK_ROWS);
const HIGHEST = 2 ** (32 - PLACE_BITS) - 1;
const STEPS = HIGHEST / 2;

/** The bits of a packed number that hold the place. */
export const PLACE_MASK = BLOCK_ROWS - 1;

/** How far a similarity is from the one that was packed: half a step, and slack. */
export const STORED_ERROR = 0.51 / STEPS;

/**
 * A place in a block of candidates and a similarity, in 32 bits.
 * @param similarity a cosine similarity, off by rounding at most: beyond [-1, 1] it is cut off
 */
export function packedNear(place: number, similarity: number): number {
  const step = (similarity + 1) * STEPS + 0.5; // Whole numbers are cut off it below.
  const within = step < 0 ? 0 : step > HIGHEST ? HIGHEST : step;
  return ((within << PLACE_BITS) | place) >>> 0;
}

/** The similarity of a packed number, off by at most `STORED_ERROR`. */
export function similarityIn(packed: number): number {
  return (packed >>> PLACE_BITS) / STEPS - 1;
}
