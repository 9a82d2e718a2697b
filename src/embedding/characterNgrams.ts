import { mixBits } from '../common/mixBits';
import { HashCounts } from './hashCounts';
import { addFeature, addScaled, EMPTY_HASH, extendHash, hashText, toUnitLength } from './hashedVector';

/** Marks that come and go without changing what is said; inside a number they belong to it. */
const SENTENCE_MARKS = /(?<!\p{Nd})[.,:]|[.,:](?!\p{Nd})|[!?;'"“”‘’、。()-]/gu;
const WHITE_SPACE = /\s+/gu;

/** A syllable or an ideograph says more than a letter, so sizes are measured in half letters. */
const LETTER_SIZE = 2;
const SYLLABLE_SIZE = 3;
/** From a syllable or two letters to two syllables or three letters. */
const LEAST_SIZE = 3;
const MOST_SIZE = 6;

/** Single syllables count for more than pairs of them, of which one typo breaks two. */
const SINGLE_WEIGHT = 1;
const SEQUENCE_WEIGHT = 0.4;

/**
 * Of a text's beginning and of its end, after folding: 32 letters or 22 syllables, about what a task takes. Longer, and
 * a short task would share it with the passage that it is set for.
 */
const EDGE_SIZE = 64;
/** Code points above it take two units of UTF-16. */
const LAST_OF_ONE_UNIT = 0xffff;

/** The edges' share of a text's vector's energy. */
const EDGE_SHARE = 0.7;

/**
 * Hashed character n-grams of a text: single syllables and ideographs and pairs of them, letters by twos and threes.
 * Needs no language, no vocabulary and no pool: two texts are as similar as the short sequences of characters that they
 * share. Case, white space and sentence marks do not count; an n-gram's weight grows with the root of its frequency.
 *
 * Those of the beginning and the end count a second time, under hashes of their own: a task and its question stand
 * there, before or after the passage that they are about.
 * @param text in Unicode NFKC
 * @returns a vector of length 1, or zeros for an empty text
 */
export function characterNgrams(text: string, dimensions: number): Float64Array {
  const characters = codePointsOf(foldText(text));
  const vector = new Float64Array(dimensions);
  addNgrams(vector, characters, EMPTY_HASH, Math.sqrt(1 - EDGE_SHARE));
  addNgrams(vector, edgesOf(characters), EMPTY_HASH + 1, Math.sqrt(EDGE_SHARE));
  // A text of marks alone, or of a single letter, has no n-gram: it is similar to itself only.
  if (text !== '' && vector.every((value) => value === 0)) addFeature(vector, hashText(text), 1);
  return toUnitLength(vector);
}

function foldText(text: string): string {
  return text.toLowerCase().replace(SENTENCE_MARKS, '').replace(WHITE_SPACE, '');
}

function codePointsOf(text: string): Uint32Array {
  const codePoints = new Uint32Array(text.length);
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const codePoint = text.codePointAt(index) ?? 0;
    if (codePoint > LAST_OF_ONE_UNIT) index++;
    codePoints[count++] = codePoint;
  }
  return codePoints.subarray(0, count);
}

function edgesOf(characters: Uint32Array): Uint32Array {
  const head = edgeLength(characters, 0, 1);
  const tail = edgeLength(characters, characters.length - 1, -1);
  if (head + tail >= characters.length) return characters;
  const edges = new Uint32Array(head + tail);
  edges.set(characters.subarray(0, head));
  edges.set(characters.subarray(characters.length - tail), head);
  return edges;
}

/** How many characters make up an edge, from one on in a direction. */
function edgeLength(characters: Uint32Array, start: number, step: 1 | -1): number {
  let size = 0;
  for (let length = 1; length <= characters.length; length++) {
    size += sizeOf(characters[start + step * (length - 1)] as number);
    if (size >= EDGE_SIZE) return length;
  }
  return characters.length;
}

// Scratch, kept between calls because they are short and many.
const singles = new HashCounts();
const sequences = new HashCounts();

/** Adds the n-grams of a text, hashed from a starting state, as a vector of the given length. */
function addNgrams(target: Float64Array, characters: Uint32Array, state: number, length: number): void {
  singles.clear();
  sequences.clear();
  for (let start = 0; start < characters.length; start++) countFrom(characters, start, state);
  const vector = new Float64Array(target.length);
  singles.forEach((hash, count) => addFeature(vector, hash, SINGLE_WEIGHT * Math.sqrt(count)));
  sequences.forEach((hash, count) => addFeature(vector, hash, SEQUENCE_WEIGHT * Math.sqrt(count)));
  addScaled(target, toUnitLength(vector), length);
}

/** Counts the n-grams that begin at a position, by hash. */
function countFrom(characters: Uint32Array, start: number, initialState: number): void {
  let state = initialState;
  let size = 0;
  for (let end = start; end < characters.length; end++) {
    const character = characters[end] as number;
    size += sizeOf(character);
    if (size > MOST_SIZE) return;
    state = extendHash(state, character);
    if (size >= LEAST_SIZE) (end === start ? singles : sequences).add(mixBits(state));
  }
}

function sizeOf(codePoint: number): number {
  return isSyllable(codePoint) ? SYLLABLE_SIZE : LETTER_SIZE;
}

/** Hangul, kana, Han and the scripts between them in Unicode. */
function isSyllable(codePoint: number): boolean {
  if (codePoint < 0x1100) return false;
  return (
    codePoint <= 0x11ff ||
    (codePoint >= 0x2e80 && codePoint <= 0x9fff) ||
    (codePoint >= 0xac00 && codePoint <= 0xd7af) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0x20000 && codePoint <= 0x3ffff)
  );
}
