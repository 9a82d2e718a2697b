import type { Turn } from '../../src/dataset/conversation';
import { hashedTerms, TERM_BUCKETS } from '../../src/scoring/features/hashedTerms';
import { wordsOf } from '../../src/scoring/features/segmentation';
import {
  inverseDocumentFrequencies,
  termWeights,
  WORDING_DIMENSIONS,
  WordingVectors,
} from '../../src/scoring/features/wordingVectors';
import type { Random } from '../../src/common/random';
import { truncatedSvd } from './truncatedSvd';

/**
 * Finds the directions in which texts differ most: latent semantic analysis of hashed terms (Deerwester et al. 1990).
 * @param turns of many sources, none of which outweighs the others: what is most common among them takes the directions
 */
export function trainWording(turns: readonly Turn[], random: Random): WordingVectors {
  const texts = turns.flatMap(({ instruction, response }) => [instruction, response]);
  const hashed = texts.map((text) => hashedTerms(text, wordsOf(text))).filter(({ buckets }) => buckets.length > 0);
  const idf = inverseDocumentFrequencies(hashed);
  const rows = hashed.map((terms) => ({ columns: terms.buckets, values: termWeights(terms, idf) }));
  return WordingVectors.fromDirections(idf, truncatedSvd(rows, TERM_BUCKETS, WORDING_DIMENSIONS, random));
}
