/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { isUnspaced } from './segmentation';
import { hashText } from './textHash';

const BITS = 15;
const BUCKETS = 1 << BITS;
const STEP = 1 / 16;
/** A count of this many is added at the general rate, so that rare words say little. */
const PRIOR = 3;
/** A count of this many is added in the middle of the text, so that rare words have no place of their own. */
const PLACE_PRIOR = 8;
/** Places of a text's first and last sentence lie this far apart, in steps: the range that a byte holds. */
const PLACE_STEPS = 254;
/** Shorter texts say little about places. */
const LEAST_SENTENCES = 4;
/** Longer texts are judged by their first sentences, so that the work stays linear. */
export const MOST_SENTENCES = 24;

const KINDS = ['ends', 'opens', 'closes', 'place', 'openingPlace'] as const;
type Kind = (typeof KINDS)[number];
/** A text as the words of its sentences. */
type Sentences = readonly (readonly string[])[];

/**
 * Where words stand in ordinary answers, counted over the training pools and hashed so that no language is special:
 * whether a word is the last of its sentence, and whether a sentence that it opens is the first, or the last, of its
 * text: a log-odds ratio against the average word each, -7.9 to 7.9 and 0 where nothing is known. And where in its text a
 * sentence stands that holds a word, or begins with two: on average, from -7.9 (first) to 7.9 (last).
 * Layout of the file: 2^15 int8 for each of the five, in steps of 1/16.
 */
export class PositionStatistics {
  constructor(private readonly values: Int8Array) {}

  static readonly byteLength = KINDS.length * BUCKETS;

  static fromBytes(bytes: Uint8Array): PositionStatistics {
    if (bytes.length !== PositionStatistics.byteLength) {
      throw new RangeError(`position statistics: ${bytes.length} bytes in place of ${PositionStatistics.byteLength}`);
    }
    return new PositionStatistics(new Int8Array(bytes.slice().buffer));
  }

  toBytes(): Uint8Array {
    return new Uint8Array(this.values.buffer.slice(0));
  }

  /** How much more often than others the last word, or pair of characters, ends a sentence. */
  ends(words: readonly string[]): number {
    return this.value('ends', endingOf(words, words.length));
  }

  /** How much more often than others a sentence that begins like this one is the first of its text. */
  opens(words: readonly string[]): number {
    return this.value('opens', openingOf(words));
  }

  /** How much more often than others a sentence that begins like this one is the last of its text. */
  closes(words: readonly string[]): number {
    return this.value('closes', openingOf(words));
  }

  /** How late in its text a sentence with these words stands, its words' places added up. */
  place(words: readonly string[]): number {
    return words.reduce((sum, _, index) => sum + this.value('place', endingOf(words, index + 1)), 0);
  }

  /** How late in its text a sentence stands that begins with these two words. */
  openingPlace(words: readonly string[]): number {
    return this.value('openingPlace', longOpeningOf(words));
  }

  private value(kind: Kind, key: string | undefined): number {
    return key === undefined ? 0 : this.values[KINDS.indexOf(kind) * BUCKETS + bucketOf(key)]! * STEP;
  }
}

/** Counts position statistics over texts. */
export function countPositions(texts: readonly Sentences[]): PositionStatistics {
  return new PositionStatistics(Int8Array.from([...countEdges(texts), ...countPlaces(texts)]));
}

/** The log-odds ratios of words at the ends of sentences and of openings at the ends of texts. */
function countEdges(texts: readonly Sentences[]): number[] {
  const ends = { inside: emptyCounts(), there: emptyCounts() };
  const opens = { inside: emptyCounts(), there: emptyCounts() };
  const closes = { inside: emptyCounts(), there: emptyCounts() };
  const count = ({ inside, there }: typeof ends, key: string | undefined, isThere: boolean): void => {
    if (key !== undefined) (isThere ? there : inside)[bucketOf(key)]! += 1;
  };
  for (const sentences of texts) {
    sentences.forEach((words, index) => {
      for (let end = 1; end <= words.length; end++) count(ends, endingOf(words, end), end === words.length);
      if (sentences.length < 3) return;
      count(opens, openingOf(words), index === 0);
      count(closes, openingOf(words), index === sentences.length - 1);
    });
  }
  return [ends, opens, closes].flatMap(({ inside, there }) => logOddsRatios(inside, there));
}

/** The mean places of words and of openings. */
function countPlaces(texts: readonly Sentences[]): number[] {
  const words = { sum: emptyCounts(), number: emptyCounts() };
  const openings = { sum: emptyCounts(), number: emptyCounts() };
  const count = ({ sum, number }: typeof words, key: string | undefined, place: number): void => {
    if (key === undefined) return;
    sum[bucketOf(key)]! += place;
    number[bucketOf(key)]! += 1;
  };
  for (const text of texts) {
    if (text.length < LEAST_SENTENCES) continue;
    const sentences = text.slice(0, MOST_SENTENCES);
    sentences.forEach((sentence, index) => {
      const place = index / (sentences.length - 1) - 0.5;
      sentence.forEach((_, word) => count(words, endingOf(sentence, word + 1), place));
      count(openings, longOpeningOf(sentence), place);
    });
  }
  return [words, openings].flatMap(({ sum, number }) =>
    Array.from(sum, (total, bucket) => Math.round((total / (number[bucket]! + PLACE_PRIOR)) * PLACE_STEPS)),
  );
}

function emptyCounts(): Float64Array {
  return new Float64Array(BUCKETS);
}

function logOddsRatios(inside: Float64Array, there: Float64Array): number[] {
  const total = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 1);
  const rate = total(there) / (total(there) + total(inside));
  return Array.from(there, (count, bucket) => {
    const odds = (count + PRIOR * rate) / (inside[bucket]! + PRIOR * (1 - rate));
    return Math.max(-127, Math.min(127, Math.round(Math.log(odds / (rate / (1 - rate))) / STEP)));
  });
}

function endingOf(words: readonly string[], end: number): string | undefined {
  const last = words[end - 1];
  if (last === undefined || !isUnspaced(last)) return last;
  return (words[end - 2] ?? '') + last;
}

function openingOf(words: readonly string[]): string | undefined {
  const [first, second] = words;
  return first !== undefined && isUnspaced(first) ? first + (second ?? '') : first;
}

/** The first two words, which say more about a sentence's place than one; four characters where words are not spaced. */
function longOpeningOf(words: readonly string[]): string | undefined {
  const [first, second] = words;
  if (first === undefined || second === undefined) return undefined;
  return isUnspaced(first) ? words.slice(0, 4).join('') : `${first} ${second}`;
}

function bucketOf(key: string): number {
  return hashText(key) >>> (32 - BITS);
}
