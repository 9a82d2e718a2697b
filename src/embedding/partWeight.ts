/**
 * The share of a part in the vector of its text grows with the logarithm of its length, so that a long passage that two
 * rows quote does not drown the different tasks that they set for it.
 * @param length in UTF-16 code units
 */
export function partWeight(length: number): number {
  return Math.sqrt(Math.log2(1 + length / SHORT_PART));
}

const SHORT_PART = 16;
