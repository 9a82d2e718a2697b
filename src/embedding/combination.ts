import { SENTENCE_DIMENSIONS } from '../inference/sentenceEncoder';
import { characterNgrams } from './characterNgrams';
import { addScaled, toUnitLength } from './hashedVector';
import { partsOf } from './normalForm';
import { partWeight } from './partWeight';
import { namesOf, numbersOf, particularFeatures } from './particulars';
import { polarity } from './polarity';
import { signsOf } from './signs';
import { orderWeight, wordOrder } from './wordOrder';

/** Columns of the embedding, in this order; the dot product of two embeddings sums over all. */
const NGRAM_DIMENSIONS = 256;
const NUMBER_DIMENSIONS = 128;
const NAME_DIMENSIONS = 126;
const SIGN_DIMENSIONS = 128;
const ORDER_DIMENSIONS = 64;
const POLARITY_DIMENSIONS = 2;
const WITHOUT_MEANING =
  NGRAM_DIMENSIONS + NUMBER_DIMENSIONS + NAME_DIMENSIONS + SIGN_DIMENSIONS + ORDER_DIMENSIONS + POLARITY_DIMENSIONS;
export const EMBEDDING_DIMENSIONS = SENTENCE_DIMENSIONS + WITHOUT_MEANING;

/** Columns of an outline that belong together: the length of the meaning, then the parts as above. */
export const OUTLINE_SECTIONS: readonly number[] = [
  1,
  NGRAM_DIMENSIONS,
  NUMBER_DIMENSIONS,
  NAME_DIMENSIONS,
  SIGN_DIMENSIONS,
  ORDER_DIMENSIONS,
  ...new Array<number>(POLARITY_DIMENSIONS).fill(1),
];
export const OUTLINE_DIMENSIONS = 1 + WITHOUT_MEANING;

/**
 * Shares of the squared length of an embedding, which are what each part can add to a cosine similarity. They are so
 * high that a signature that differs takes a pair below the recommended threshold however alike the rest is; where a
 * text has no numbers, no names or no signs, the rest takes their place. Chosen on the pools by `npm run eval:models`;
 * see media/models/EMBEDDER.md.
 */
const SHARES = { numbers: 0.14, names: 0.11, signs: 0.135, polarity: 0.12, order: 0.04 };

/** Of what the others leave, the meaning's share where the sentence encoder knows the language; the n-grams get the rest. */
const MEANING_SHARE = 0.3;

type Block = readonly [block: Float64Array, share: number];

/**
 * Joins what the sentence encoder makes of a text with what can be told from its characters in any language.
 * @param text in normal form
 * @param meaning of the sentence encoder, any length; see `encodeMeanings`
 * @param trust in [0, 1]: how far to rely on it
 * @param target takes the embedding: length 1, or zeros for an empty text
 */
export function combine(text: string, meaning: Float64Array, trust: number, target: Float32Array): void {
  join(text, toUnitLength(meaning), trust, target);
}

/** A meaning of which only the length is known. */
const ANY_MEANING = Float64Array.of(1);

/**
 * What an embedding comes to without the sentence encoder, with the length of the meaning in place of its direction. The
 * product of two lengths is the most that two meanings can add to a similarity (Cauchy and Schwarz), so that two outlines
 * are at least as similar as the embeddings, but for rounding.
 * @param text in normal form
 * @param trust as for `combine`
 * @param target takes the outline: length 1, or zeros for an empty text
 */
export function outline(text: string, trust: number, target: Float32Array): void {
  join(text, ANY_MEANING, trust, target);
}

function join(text: string, meaning: Float64Array, trust: number, target: Float32Array): void {
  const parts = partsOf(text);
  if (parts.length === 0) return;
  const particulars = particularBlocks(text, parts);
  const rest = 1 - particulars.reduce((sum, [block, share]) => sum + (isZero(block) ? 0 : share), 0);
  const meaningShare = MEANING_SHARE * trust;
  const blocks: readonly Block[] = [
    [meaning, rest * meaningShare],
    [ngramsOf(parts), rest * (1 - meaningShare)],
    ...particulars,
  ];
  const joined = new Float64Array(target.length);
  let offset = 0;
  for (const [block, share] of blocks) {
    const scale = Math.sqrt(share);
    for (let place = 0; place < block.length; place++) joined[offset + place] = scale * (block[place] as number);
    offset += block.length;
  }
  target.set(toUnitLength(joined));
}

function particularBlocks(text: string, parts: readonly string[]): readonly Block[] {
  const weight = orderWeight(parts);
  const order = weight > 0 ? wordOrder(parts, ORDER_DIMENSIONS) : new Float64Array(ORDER_DIMENSIONS);
  return [
    [particularFeatures(parts.flatMap(numbersOf), NUMBER_DIMENSIONS), SHARES.numbers],
    [particularFeatures(namesOf(parts), NAME_DIMENSIONS), SHARES.names],
    [particularFeatures(parts.flatMap(signsOf), SIGN_DIMENSIONS), SHARES.signs],
    [order, SHARES.order * weight],
    [Float64Array.from(polarity(text)), SHARES.polarity],
  ];
}

function isZero(block: Float64Array): boolean {
  return block.every((value) => value === 0);
}

function ngramsOf(parts: readonly string[]): Float64Array {
  const sum = new Float64Array(NGRAM_DIMENSIONS);
  for (const part of parts) addScaled(sum, characterNgrams(part, NGRAM_DIMENSIONS), partWeight(part.length));
  return toUnitLength(sum);
}
