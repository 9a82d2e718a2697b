import type { RowBlock } from './rowBlock';
import { positionsWithin, similaritiesWithin, type WithinOptions } from './similaritiesWithin';
import type { SimilarityKernel } from './similarityKernel';

const BITS = 32;

/**
 * How many rows of a block each threshold removes: gone through in order, a row goes that is more similar than the
 * threshold to one that stayed before it. In the kernel's precision; zero vectors and rows that cannot be compared stay.
 * All thresholds are gone through at once: a row keeps one bit for each.
 * @param thresholds rising
 * @throws DeitaError `cancelled`
 */
export async function removedWithin(
  block: RowBlock,
  kernel: SimilarityKernel,
  thresholds: readonly number[],
  options: WithinOptions = {},
): Promise<number[]> {
  const positions = positionsWithin(block);
  const walks = new ManyWalks(positions.length, Float64Array.from(thresholds));
  await similaritiesWithin({ block, positions }, kernel, options, (place, similarities) =>
    walks.admit(place, similarities.subarray(0, place)),
  );
  return walks.removed;
}

/** A walk through the same rows for each of several thresholds. */
class ManyWalks {
  readonly removed: number[];
  private readonly words: number;
  /** By row: a bit for each threshold at which the row stays. */
  private readonly staying: Int32Array;
  private readonly leaving: Int32Array;

  constructor(
    rows: number,
    private readonly thresholds: Float64Array,
  ) {
    this.words = Math.ceil(thresholds.length / BITS);
    this.staying = new Int32Array(rows * this.words);
    this.leaving = new Int32Array(this.words);
    this.removed = Array.from(thresholds, () => 0);
  }

  /** @param similarities to the rows before */
  admit(row: number, similarities: Float32Array): void {
    const { words, staying, leaving, thresholds } = this;
    const lowest = thresholds[0] ?? Number.POSITIVE_INFINITY;
    leaving.fill(0);
    for (let other = 0; other < similarities.length; other++) {
      const similarity = similarities[other] as number;
      if (!(similarity > lowest)) continue;
      const exceeded = this.exceededBy(similarity);
      for (let word = 0; word * BITS < exceeded; word++) {
        const bits = exceeded - word * BITS;
        const mask = bits >= BITS ? -1 : (1 << bits) - 1;
        leaving[word] = (leaving[word] as number) | ((staying[other * words + word] as number) & mask);
      }
    }
    for (let word = 0; word < words; word++) staying[row * words + word] = ~(leaving[word] as number);
    for (let at = 0; at < thresholds.length; at++) {
      if (((leaving[at >> 5] as number) & (1 << (at & 31))) !== 0) this.removed[at] = (this.removed[at] as number) + 1;
    }
  }

  /** Of how many thresholds, the lowest first, a similarity is above. */
  private exceededBy(similarity: number): number {
    let [low, high] = [0, this.thresholds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (similarity > (this.thresholds[middle] as number)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
