import { SENTENCE_DIMENSIONS } from '../inference/sentenceEncoder';
import { characterNgrams } from './characterNgrams';
import { partsOf, partWeight } from './embeddingText';
import { addScaled, toUnitLength } from './hashedVector';
import { namesIn, numbersIn, particularFeatures, polarity } from './particulars';

/** Columns of the embedding, in this order; the dot product of two embeddings sums over all. */
const NGRAM_DIMENSIONS = 256;
const NUMBER_DIMENSIONS = 128;
const NAME_DIMENSIONS = 127;
const POLARITY_DIMENSIONS = 1;
export const EMBEDDING_DIMENSIONS =
  SENTENCE_DIMENSIONS + NGRAM_DIMENSIONS + NUMBER_DIMENSIONS + NAME_DIMENSIONS + POLARITY_DIMENSIONS;

/**
 * Shares of the squared length of an embedding, which are what each part can add to a cosine similarity. Where a text
 * has no numbers or no names, or the sentence encoder does not know its language, the rest takes their place. Chosen on
 * the pools by `npm run eval:models`; see media/models/EMBEDDER.md.
 */
const SHARES = { meaning: 0.2, numbers: 0.15, names: 0.12, polarity: 0.06, ngrams: 0.47 };

/**
 * Joins what the sentence encoder makes of a text with what can be told from its characters in any language.
 * @param text in normal form
 * @param meaning of the sentence encoder, any length; see `encodeMeanings`
 * @param trust in [0, 1]: how far to rely on it
 * @param target takes the embedding: length 1, or zeros for an empty text
 */
export function combine(text: string, meaning: Float64Array, trust: number, target: Float32Array): void {
  const parts = partsOf(text);
  if (parts.length === 0) return;
  const names = new Set(parts.flatMap((part) => [...namesIn(part)]));
  const blocks: [block: Float64Array, share: number][] = [
    [toUnitLength(meaning), SHARES.meaning * trust],
    [ngramsOf(parts), SHARES.ngrams + SHARES.meaning * (1 - trust)],
    [particularFeatures(numbersIn(text), NUMBER_DIMENSIONS), SHARES.numbers],
    [particularFeatures(names, NAME_DIMENSIONS), SHARES.names],
    [Float64Array.of(polarity(text)), SHARES.polarity],
  ];
  const joined = new Float64Array(EMBEDDING_DIMENSIONS);
  let offset = 0;
  for (const [block, share] of blocks) {
    addScaled(joined.subarray(offset, offset + block.length), block, Math.sqrt(share));
    offset += block.length;
  }
  target.set(toUnitLength(joined));
}

function ngramsOf(parts: readonly string[]): Float64Array {
  const sum = new Float64Array(NGRAM_DIMENSIONS);
  for (const part of parts) addScaled(sum, characterNgrams(part, NGRAM_DIMENSIONS), partWeight(part.length));
  return toUnitLength(sum);
}
