/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { TERM_BUCKETS, type WeightedTerms } from '../features/hashedTerms';

/**
 * What each hashed term of a text adds to or takes from a score. Layout of the file: what the terms of an average text
 * come to, then 2^15 weights, all float32, little-endian.
 */
export class TermWeights {
  constructor(
    private readonly average: number,
    private readonly weights: Float32Array,
  ) {}

  static readonly byteLength = 4 * (1 + TERM_BUCKETS);

  static fromBytes(bytes: Uint8Array): TermWeights {
    if (bytes.length !== TermWeights.byteLength) {
      throw new RangeError(`term weights: ${bytes.length} bytes in place of ${TermWeights.byteLength}`);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const weights = Float32Array.from({ length: TERM_BUCKETS }, (_, bucket) => view.getFloat32(4 * (1 + bucket), true));
    return new TermWeights(view.getFloat32(0, true), weights);
  }

  toBytes(): Uint8Array {
    const bytes = new Uint8Array(TermWeights.byteLength);
    const view = new DataView(bytes.buffer);
    [this.average, ...this.weights].forEach((value, index) => view.setFloat32(4 * index, value, true));
    return bytes;
  }

  /** What a text's terms come to, in points; 0 for those of an average text and for a text without terms. */
  value({ buckets, weights }: WeightedTerms): number {
    if (buckets.length === 0) return 0;
    let sum = -this.average;
    for (let entry = 0; entry < buckets.length; entry++) sum += weights[entry]! * this.weights[buckets[entry]!]!;
    return sum;
  }
}
