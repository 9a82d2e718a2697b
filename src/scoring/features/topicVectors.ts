import { hashText } from './textHash';

export const TOPIC_DIMENSIONS = 32;
const QUANTISATION = 127;

/** A unit vector of what a text is about, and how much of the text it rests on. */
export interface Topic {
  readonly vector: Float64Array;
  /** Number of distinct words that have a vector. */
  readonly knownWords: number;
}

/**
 * A small vector for each frequent word, trained so that the weighted means of an instruction's and its answer's words
 * point the same way. Layout of the file: word count as uint32, then the words' hashes as uint32 in ascending order,
 * then 32 int8 a word, all little-endian.
 */
export class TopicVectors {
  private readonly rows: ReadonlyMap<number, number>;

  constructor(
    private readonly hashes: Uint32Array,
    private readonly values: Int8Array,
  ) {
    this.rows = new Map(Array.from(hashes, (hash, row) => [hash, row]));
  }

  static fromBytes(bytes: Uint8Array): TopicVectors {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const count = view.getUint32(0, true);
    const valuesStart = 4 + 4 * count;
    if (bytes.length !== valuesStart + count * TOPIC_DIMENSIONS) throw new RangeError('topic vectors: wrong file size');
    const hashes = Uint32Array.from({ length: count }, (_, row) => view.getUint32(4 + 4 * row, true));
    return new TopicVectors(hashes, new Int8Array(bytes.slice(valuesStart).buffer));
  }

  toBytes(): Uint8Array {
    const bytes = new Uint8Array(4 + 4 * this.hashes.length + this.values.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, this.hashes.length, true);
    this.hashes.forEach((hash, row) => view.setUint32(4 + 4 * row, hash, true));
    bytes.set(
      new Uint8Array(this.values.buffer, this.values.byteOffset, this.values.length),
      4 + 4 * this.hashes.length,
    );
    return bytes;
  }

  /** Quantises word vectors; the largest magnitude of all becomes 127. */
  static fromVectors(vectors: ReadonlyMap<string, Float64Array>): TopicVectors {
    const entries = [...vectors].map(([word, vector]) => [hashText(word), vector] as const);
    entries.sort(([first], [second]) => first - second);
    let largest = 0;
    for (const [, vector] of entries) for (const value of vector) largest = Math.max(largest, Math.abs(value));
    const values = entries.flatMap(([, vector]) =>
      Array.from(vector, (value) => Math.round((value / largest) * QUANTISATION)),
    );
    return new TopicVectors(
      Uint32Array.from(entries, ([hash]) => hash),
      Int8Array.from(values),
    );
  }

  /** The direction of the weighted sum of the words' vectors. */
  topic(words: Iterable<string>, weight: (word: string) => number): Topic {
    const vector = new Float64Array(TOPIC_DIMENSIONS);
    let knownWords = 0;
    for (const word of words) {
      const row = this.rows.get(hashText(word));
      if (row === undefined) continue;
      knownWords++;
      const scale = weight(word);
      for (let index = 0; index < TOPIC_DIMENSIONS; index++) {
        vector[index] = (vector[index] ?? 0) + scale * (this.values[row * TOPIC_DIMENSIONS + index] ?? 0);
      }
    }
    const norm = Math.hypot(...vector);
    return { vector: norm === 0 ? vector : vector.map((value) => value / norm), knownWords };
  }
}

/** Cosine similarity of two topics, 0 where one rests on no known word. */
export function topicSimilarity(first: Topic, second: Topic): number {
  return first.vector.reduce((sum, value, index) => sum + value * (second.vector[index] ?? 0), 0);
}
