/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { EMPTY_HASH, extendHash, finishHash, hashPair, hashText } from './textHash';

const TERM_BITS = 15;
export const TERM_BUCKETS = 1 << TERM_BITS;
const SHIFT = 32 - TERM_BITS;
const LONGEST_GRAM = 3;
const WORD_SEED = 0x2f0b4a53;
const MOST_COUNTED = 0xffff;
/** Characters of a text that are read; what it is about shows in its beginning. */
const READ_CHARACTERS = 500;

/** A text as hashed terms, each bucket once, with how often it occurs. */
export interface HashedTerms {
  readonly buckets: Uint16Array;
  readonly counts: Uint16Array;
}

/** The same with TF-IDF weights, a vector of length 1. */
export interface WeightedTerms {
  readonly buckets: Uint16Array;
  readonly weights: Float64Array;
}

const counts = new Uint16Array(TERM_BUCKETS);
const touched = new Uint16Array(TERM_BUCKETS);

/**
 * Words, pairs of neighbouring words and runs of two and three characters, hashed: no vocabulary, no language is special.
 * @param text of any length; @param words its words in order
 */
export function hashedTerms(text: string, words: readonly string[]): HashedTerms {
  const size = addCharacters(text.slice(0, READ_CHARACTERS).toLowerCase(), addWords(words));
  const buckets = touched.slice(0, size);
  const found = new Uint16Array(size);
  for (let entry = 0; entry < size; entry++) {
    found[entry] = counts[buckets[entry]!]!;
    counts[buckets[entry]!] = 0;
  }
  return { buckets, counts: found };
}

/** Counts a term. @returns how many different ones there are now */
function add(hash: number, size: number): number {
  const bucket = hash >>> SHIFT;
  const before = counts[bucket]!;
  if (before < MOST_COUNTED) counts[bucket] = before + 1;
  if (before > 0) return size;
  touched[size] = bucket;
  return size + 1;
}

function addWords(words: readonly string[]): number {
  let size = 0;
  let previous = -1;
  for (let index = 0; index < Math.min(words.length, READ_CHARACTERS / 4); index++) {
    const hash = hashText(words[index]!, WORD_SEED);
    size = add(hash, size);
    if (previous >= 0) size = add(hashPair(previous, hash), size);
    previous = hash;
  }
  return size;
}

function addCharacters(text: string, before: number): number {
  let size = before;
  for (let start = 0; start < text.length - 1; start++) {
    let hash = extendHash(EMPTY_HASH, text.charCodeAt(start));
    const end = Math.min(start + LONGEST_GRAM, text.length);
    for (let index = start + 1; index < end; index++) {
      hash = extendHash(hash, text.charCodeAt(index));
      size = add(finishHash(hash), size);
    }
  }
  return size;
}
