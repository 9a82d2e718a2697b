import { mixBits } from '../common/mixBits';
import { addFeature, EMPTY_HASH, extendHash, hashText, toUnitLength } from './hashedVector';

/**
 * Words and numbers; of Chinese single characters. Not of Korean, whose particles say what a word does in its sentence
 * wherever it stands.
 */
const WORDS = /\p{Script=Han}|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_]+/gu;
const NUMBER = /^\p{N}/u;

/** Words whose place follows from the words around them. */
const FILLING = new Set(
  (
    'a an the of in on at by is are was were be been do does did it its this that these those ' +
    'and or as you your i me my we can could would should will please'
  ).split(' '),
);

const ABOVE_CODE_POINTS = 0x200000;

/** Two words so many places apart at most have an order. */
const MOST_DISTANCE = 2;

/** The order of words says most in short texts: up to the first number of characters all, from the second on nothing. */
const SHORT_LENGTH = 90;
const LONG_LENGTH = 150;
/** An ideograph takes the place of so many letters. */
const IDEOGRAPH_LENGTH = 3;
const IDEOGRAPH = /\p{Script=Han}/gu;

/**
 * The order of words that stand near each other, as hashed features of pairs: a pair's sign says which comes first. A
 * word changed costs the few pairs that it is in, two words exchanged turn the signs of theirs. Words count by their
 * first letter alone, so that a typo in one changes little.
 * @param parts of a text in normal form
 * @returns a vector of length 1, or zeros for a text of a single word
 */
export function wordOrder(parts: readonly string[], dimensions: number): Float64Array {
  const vector = new Float64Array(dimensions);
  for (const part of parts) addPairs(vector, wordsOf(part.toLowerCase()));
  return toUnitLength(vector);
}

/** How much the order of its words says of a text, in [0, 1]. @param parts of a text in normal form */
export function orderWeight(parts: readonly string[]): number {
  let length = 0;
  for (const part of parts) {
    length += part.length;
    if (length >= LONG_LENGTH) return 0;
    length += (IDEOGRAPH_LENGTH - 1) * (part.match(IDEOGRAPH)?.length ?? 0);
  }
  return Math.min(1, Math.max(0, (LONG_LENGTH - length) / (LONG_LENGTH - SHORT_LENGTH)));
}

/** Words as integers: a number by its hash, another word by its first letter. */
function wordsOf(part: string): number[] {
  const words = (part.match(WORDS) ?? []).filter((word) => !FILLING.has(word));
  return words.map((word) =>
    NUMBER.test(word) ? (hashText(word) | ABOVE_CODE_POINTS) >>> 0 : (word.codePointAt(0) ?? 0),
  );
}

function addPairs(vector: Float64Array, words: readonly number[]): void {
  words.forEach((first, place) => {
    const end = Math.min(words.length, place + 1 + MOST_DISTANCE);
    for (let behind = place + 1; behind < end; behind++) addPair(vector, first, words[behind] as number);
  });
}

function addPair(vector: Float64Array, first: number, second: number): void {
  if (first === second) return;
  const low = Math.min(first, second);
  const high = Math.max(first, second);
  addFeature(vector, mixBits(extendHash(extendHash(EMPTY_HASH, low), high)), first === low ? 1 : -1);
}
