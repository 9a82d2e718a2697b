/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { isUnspaced } from './segmentation';
import { hashText } from './textHash';

const BITS = 15;
const BUCKETS = 1 << BITS;
const STEP = 1 / 16;
/** A count of this many is added at the general rate, so that rare words say little. */
const PRIOR = 3;

const KINDS = ['ends', 'opens', 'closes'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Where words stand in ordinary answers, counted over the training pools and hashed so that no language is special:
 * whether a word is the last of its sentence, and whether a sentence that it opens is the first, or the last, of its
 * text. Each is a log-odds ratio against the average word, -7.9 to 7.9 and 0 where nothing is known.
 * Layout of the file: 2^15 int8 for each of the three, in steps of 1/16.
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

  private value(kind: Kind, key: string | undefined): number {
    return key === undefined ? 0 : this.values[KINDS.indexOf(kind) * BUCKETS + bucketOf(key)]! * STEP;
  }
}

/** Counts position statistics over texts, given as the words of their sentences. */
export function countPositions(texts: Iterable<readonly (readonly string[])[]>): PositionStatistics {
  const counts = KINDS.map(() => ({ inside: new Float64Array(BUCKETS), there: new Float64Array(BUCKETS) }));
  const count = (kind: Kind, key: string | undefined, there: boolean): void => {
    if (key !== undefined) counts[KINDS.indexOf(kind)]![there ? 'there' : 'inside'][bucketOf(key)]! += 1;
  };
  for (const sentences of texts) {
    sentences.forEach((words, index) => {
      for (let end = 1; end <= words.length; end++) count('ends', endingOf(words, end), end === words.length);
      if (sentences.length < 3) return;
      count('opens', openingOf(words), index === 0);
      count('closes', openingOf(words), index === sentences.length - 1);
    });
  }
  return new PositionStatistics(Int8Array.from(counts.flatMap(({ inside, there }) => logOddsRatios(inside, there))));
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

function bucketOf(key: string): number {
  return hashText(key) >>> (32 - BITS);
}
