/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { IDF_STEP, idfByte } from './idfBytes';
import { termsOf } from './terms';
import { hashPair, hashText } from './textHash';

const WORD_BITS = 16;
const PAIR_BITS = 20;
const WORD_BUCKETS = 1 << WORD_BITS;
const PAIR_BYTES = 1 << (PAIR_BITS - 3);
/** At most this inverse document frequency counts as a word that the statistics know. */
const KNOWN_WORD_IDF = 8;
/** The share that ordinary texts have, and how many pairs of evidence it counts for. */
const PRIOR_SHARE = 0.75;
const PRIOR_PAIRS = 4;

/**
 * What ordinary texts look like, counted over the training pools and hashed so that no language is special: how rare
 * each word and term is, and which neighbouring word pairs occur. Layout of the file: 2^16 bytes of inverse document
 * frequencies, then 2^20 bits of known pairs.
 */
export class WordStatistics {
  constructor(
    private readonly idf: Uint8Array,
    private readonly pairs: Uint8Array,
  ) {}

  static readonly byteLength = WORD_BUCKETS + PAIR_BYTES;

  static fromBytes(bytes: Uint8Array): WordStatistics {
    if (bytes.length !== WordStatistics.byteLength) {
      throw new RangeError(`word statistics: ${bytes.length} bytes in place of ${WordStatistics.byteLength}`);
    }
    return new WordStatistics(bytes.subarray(0, WORD_BUCKETS), bytes.subarray(WORD_BUCKETS));
  }

  toBytes(): Uint8Array {
    return Uint8Array.from([...this.idf, ...this.pairs]);
  }

  /** Inverse document frequency of a word, 0 (everywhere) to 15.9 (never seen). */
  rarity(word: string): number {
    return (this.idf[hashText(word) >>> (32 - WORD_BITS)] ?? 0) * IDF_STEP;
  }

  /**
   * Share of neighbouring word pairs that ordinary texts contain, among pairs of known words; shuffled text has few.
   * @returns 0 to 1; drawn to an ordinary text's share where few pairs of known words occur
   */
  knownPairShare(words: readonly string[]): number {
    let considered = 0;
    let known = 0;
    let previous = -1;
    for (const word of words) {
      const hash = hashText(word);
      const isKnown = (this.idf[hash >>> (32 - WORD_BITS)] ?? 0) * IDF_STEP <= KNOWN_WORD_IDF;
      if (isKnown && previous >= 0) {
        considered++;
        const bit = hashPair(previous, hash) >>> (32 - PAIR_BITS);
        known += ((this.pairs[bit >>> 3] ?? 0) >>> (bit & 7)) & 1;
      }
      previous = isKnown ? hash : -1;
    }
    return (known + PRIOR_PAIRS * PRIOR_SHARE) / (considered + PRIOR_PAIRS);
  }
}

/** Counts word statistics over texts, given as word lists. */
export function countWordStatistics(texts: Iterable<readonly string[]>, minimumPairCount = 2): WordStatistics {
  const documentCounts = new Float64Array(WORD_BUCKETS);
  const pairCounts = new Uint8Array(1 << PAIR_BITS);
  let documents = 0;
  for (const words of texts) {
    documents++;
    const hashes = words.map((word) => hashText(word));
    const buckets = [...hashes, ...Array.from(termsOf(words), (term) => hashText(term))].map(
      (hash) => hash >>> (32 - WORD_BITS),
    );
    for (const bucket of new Set(buckets)) documentCounts[bucket]! += 1;
    for (let index = 1; index < hashes.length; index++) {
      const bit = hashPair(hashes[index - 1]!, hashes[index]!) >>> (32 - PAIR_BITS);
      if (pairCounts[bit]! < 255) pairCounts[bit]! += 1;
    }
  }
  const idf = Uint8Array.from(documentCounts, (count) => idfByte(Math.log((documents + 1) / (count + 0.5))));
  const pairs = new Uint8Array(PAIR_BYTES);
  pairCounts.forEach((count, bit) => {
    if (count >= minimumPairCount) pairs[bit >>> 3]! |= 1 << (bit & 7);
  });
  return new WordStatistics(idf, pairs);
}
