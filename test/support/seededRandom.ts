import { Random } from '../../src/common/random';

/** Uniform numbers in [0, 1): the same seed gives the same ones on every platform. */
export function seededRandom(seed: number): () => number {
  const random = new Random(seed);
  return () => random.next();
}
