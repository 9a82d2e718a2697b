import type { RowBlock } from './rowBlock';

/**
 * For every row of a block the most similar of the rows offered so far. Candidates are offered in rank order with an
 * approximate similarity; whatever could beat the best so far is computed exactly, so the result does not depend on
 * the approximation. Of equals the one offered first stays.
 */
export class NearestMatches {
  /** Row index of the match; -1 where none. */
  readonly rowIndexes: Int32Array;
  /** NaN where none. */
  readonly similarities: Float64Array;

  constructor(
    private readonly block: RowBlock,
    private readonly errorBound: number,
  ) {
    this.rowIndexes = new Int32Array(block.count).fill(-1);
    this.similarities = new Float64Array(block.count).fill(Number.NaN);
  }

  /**
   * Offers all rows of `candidates` to one row.
   * @param products approximate similarities, that to the first candidate at `start`
   */
  offerAll(position: number, candidates: RowBlock, products: Float32Array, start: number): void {
    let floor = this.floor(position);
    const { count } = candidates;
    for (let j = 0; j < count; j++) {
      if ((products[start + j] as number) <= floor) continue;
      this.compare(position, candidates, j);
      floor = this.floor(position);
    }
  }

  /** Offers one candidate to one row. */
  offer(position: number, candidates: RowBlock, candidate: number, product: number): void {
    if (product > this.floor(position)) this.compare(position, candidates, candidate);
  }

  /** The largest approximate similarity that cannot belong to a better match. */
  private floor(position: number): number {
    const best = this.similarities[position] as number;
    if (Number.isNaN(best)) return Number.NEGATIVE_INFINITY;
    const isSettled = best >= 1 || this.block.squaredNorms[position] === 0;
    return isSettled ? Number.POSITIVE_INFINITY : best - this.errorBound;
  }

  private compare(position: number, candidates: RowBlock, candidate: number): void {
    const similarity = this.block.similarity(position, candidates, candidate);
    if (similarity <= (this.similarities[position] as number)) return;
    this.similarities[position] = similarity;
    this.rowIndexes[position] = candidates.rowIndexes[candidate] as number;
  }
}
