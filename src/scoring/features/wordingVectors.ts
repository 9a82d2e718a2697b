/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { hashedTerms, TERM_BUCKETS, type HashedTerms, type WeightedTerms } from './hashedTerms';
import { IDF_STEP, idfByte } from './idfBytes';

export const WORDING_DIMENSIONS = 32;
const QUANTISATION = 127;
/** `1 + log(count)` of the usual counts. */
const LOGARITHMS = Float64Array.from({ length: 256 }, (_, count) => (count === 0 ? 0 : 1 + Math.log(count)));

/**
 * A small vector of how a text is worded: TF-IDF of hashed terms, put through a fixed projection that was found on the
 * training texts. Layout of the file: 2^15 bytes of inverse document frequencies, then 32 int8 a bucket.
 */
export class WordingVectors {
  constructor(
    private readonly idf: Uint8Array,
    private readonly projection: Int8Array,
  ) {}

  static readonly byteLength = TERM_BUCKETS * (1 + WORDING_DIMENSIONS);

  static fromBytes(bytes: Uint8Array): WordingVectors {
    if (bytes.length !== WordingVectors.byteLength) {
      throw new RangeError(`wording vectors: ${bytes.length} bytes in place of ${WordingVectors.byteLength}`);
    }
    return new WordingVectors(bytes.slice(0, TERM_BUCKETS), new Int8Array(bytes.slice(TERM_BUCKETS).buffer));
  }

  toBytes(): Uint8Array {
    const bytes = new Uint8Array(WordingVectors.byteLength);
    bytes.set(this.idf);
    bytes.set(new Uint8Array(this.projection.buffer), TERM_BUCKETS);
    return bytes;
  }

  /** Rounds directions (`TERM_BUCKETS` numbers each); the largest magnitude of each becomes 127. */
  static fromDirections(idf: Uint8Array, directions: readonly Float64Array[]): WordingVectors {
    const projection = new Int8Array(TERM_BUCKETS * WORDING_DIMENSIONS);
    directions.forEach((direction, dimension) => {
      const largest = direction.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      direction.forEach((value, bucket) => {
        projection[bucket * WORDING_DIMENSIONS + dimension] = Math.round((value / largest) * QUANTISATION);
      });
    });
    return new WordingVectors(idf, projection);
  }

  /** The terms of a text and what each weighs. @param words of the text, in order */
  terms(text: string, words: readonly string[]): WeightedTerms {
    const terms = hashedTerms(text, words);
    return { buckets: terms.buckets, weights: termWeights(terms, this.idf) };
  }

  /** @returns `WORDING_DIMENSIONS` numbers, zeros for a text without terms */
  vector({ buckets, weights }: WeightedTerms): Float64Array {
    const { projection } = this;
    const vector = new Float64Array(WORDING_DIMENSIONS);
    for (let entry = 0; entry < buckets.length; entry++) {
      const weight = weights[entry]!;
      const start = buckets[entry]! * WORDING_DIMENSIONS;
      for (let index = 0; index < WORDING_DIMENSIONS; index++) {
        vector[index] = vector[index]! + weight * projection[start + index]!;
      }
    }
    return vector;
  }
}

/** TF-IDF weights of a text's terms, scaled to length 1. */
export function termWeights({ buckets, counts }: HashedTerms, idf: Uint8Array): Float64Array {
  const weights = new Float64Array(buckets.length);
  let squares = 0;
  for (let entry = 0; entry < buckets.length; entry++) {
    const count = counts[entry]!;
    const frequency = count < LOGARITHMS.length ? LOGARITHMS[count]! : 1 + Math.log(count);
    const weight = frequency * idf[buckets[entry]!]! * IDF_STEP;
    weights[entry] = weight;
    squares += weight * weight;
  }
  if (squares === 0) return weights;
  const scale = 1 / Math.sqrt(squares);
  for (let entry = 0; entry < weights.length; entry++) weights[entry]! *= scale;
  return weights;
}

/** Inverse document frequencies of a text collection as bytes. */
export function inverseDocumentFrequencies(texts: readonly HashedTerms[]): Uint8Array {
  const documents = new Float64Array(TERM_BUCKETS);
  for (const { buckets } of texts) for (const bucket of buckets) documents[bucket]! += 1;
  return Uint8Array.from(documents, (count) => idfByte(Math.log((texts.length + 1) / (count + 1))));
}
