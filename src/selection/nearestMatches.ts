import type { CandidateSink } from './candidateSink';
import { QUICK_ERROR } from './cosine';
import type { RowBlock } from './rowBlock';

/** For every row of a block the most similar of the rows offered so far; of equals the one offered first. */
export class NearestMatches implements CandidateSink {
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

  floor(position: number, errorBound: number): number {
    const best = this.similarities[position] as number;
    const isSettled = best >= 1 || (this.block.squaredNorms[position] === 0 && best === 0);
    if (isSettled) return Number.POSITIVE_INFINITY;
    const lowerBound = this.lowerBounds[position] as number;
    return (best > lowerBound ? best : lowerBound) - errorBound;
  }

  announce(position: number, candidates: RowBlock, candidate: number): void {
    const atLeast = this.block.quickSimilarity(position, candidates, candidate) - QUICK_ERROR;
    this.lowerBounds[position] = Math.max(this.lowerBounds[position] as number, atLeast);
  }

  offer(position: number, candidates: RowBlock, candidate: number): void {
    const best = this.similarities[position] as number;
    if (this.block.quickSimilarity(position, candidates, candidate) + QUICK_ERROR < best) return;
    const similarity = this.block.similarity(position, candidates, candidate);
    if (similarity <= best) return;
    this.similarities[position] = similarity;
    this.rowIndexes[position] = candidates.rowIndexes[candidate] as number;
  }
}
