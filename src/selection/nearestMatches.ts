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
  /** Similarities known to occur among the rows to be offered. */
  private readonly lowerBounds: Float64Array;

  constructor(private readonly block: RowBlock) {
    this.rowIndexes = new Int32Array(block.count).fill(-1);
    this.similarities = new Float64Array(block.count).fill(Number.NaN);
    this.lowerBounds = new Float64Array(block.count).fill(Number.NEGATIVE_INFINITY);
  }

  /**
   * Offers all rows of `candidates` to one row.
   * @param products approximate similarities, that to the first candidate at `start`
   * @param errorBound how far they may be off
   */
  offerAll(position: number, candidates: RowBlock, products: Float32Array, start: number, errorBound: number): void {
    let floor = this.floor(position, errorBound);
    const { count } = candidates;
    for (let j = 0; j < count; j++) {
      if ((products[start + j] as number) <= floor) continue;
      this.compare(position, candidates, j);
      floor = this.floor(position, errorBound);
    }
  }

  /** Offers one candidate to one row. */
  offer(position: number, candidates: RowBlock, candidate: number, product: number, errorBound: number): void {
    if (product > this.floor(position, errorBound)) this.compare(position, candidates, candidate);
  }

  /** Takes note, ahead of its turn, that a row to be offered is this similar. */
  expect(position: number, similarity: number): void {
    this.lowerBounds[position] = Math.max(this.lowerBounds[position] as number, similarity);
  }

  /** The largest approximate similarity, off by at most `errorBound`, that cannot belong to a better match. */
  floor(position: number, errorBound: number): number {
    const best = this.similarities[position] as number;
    const isSettled = best >= 1 || (this.block.squaredNorms[position] === 0 && best === 0);
    if (isSettled) return Number.POSITIVE_INFINITY;
    const lowerBound = this.lowerBounds[position] as number;
    return (best > lowerBound ? best : lowerBound) - errorBound;
  }

  private compare(position: number, candidates: RowBlock, candidate: number): void {
    const similarity = this.block.similarity(position, candidates, candidate);
    if (similarity <= (this.similarities[position] as number)) return;
    this.similarities[position] = similarity;
    this.rowIndexes[position] = candidates.rowIndexes[candidate] as number;
  }
}
