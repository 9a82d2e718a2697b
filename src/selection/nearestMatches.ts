import type { CandidateSink } from './candidateSink';
import { QUICK_ERROR } from './cosine';
import type { RowBlock } from './rowBlock';

/** A candidate that may be the nearest, not compared exactly yet. */
interface Pending {
  readonly block: RowBlock;
  readonly position: number;
  /** Its similarity is at most this. */
  readonly atMost: number;
}

/** Many equals would otherwise be kept until the end, although one of them decides the row. */
const MOST_PENDING = 16;

/**
 * For every row of a block the most similar of the candidates so far; of equals the one added first. Exact
 * similarities cost many times what the estimates do, so they wait until hardly any candidate is left.
 */
export class NearestMatches implements CandidateSink {
  /** Row index of the match, once resolved; -1 where none. */
  readonly rowIndexes: Int32Array;
  /** Once resolved; NaN where none. */
  readonly similarities: Float64Array;
  /** Similarities known to occur among the candidates to be added. */
  private readonly lowerBounds: Float64Array;
  private readonly pending: Pending[][];

  constructor(private readonly block: RowBlock) {
    this.rowIndexes = new Int32Array(block.count).fill(-1);
    this.similarities = new Float64Array(block.count).fill(Number.NaN);
    this.lowerBounds = new Float64Array(block.count).fill(Number.NEGATIVE_INFINITY);
    this.pending = Array.from({ length: block.count }, () => []);
  }

  pruningBound(position: number, errorBound: number): number {
    const best = this.similarities[position] as number;
    const isSettled = best >= 1 || (this.block.squaredNorms[position] === 0 && best === 0);
    return isSettled ? Number.POSITIVE_INFINITY : (this.lowerBounds[position] as number) - errorBound;
  }

  raiseBound(position: number, candidates: RowBlock, candidate: number): void {
    this.raise(position, this.block.quickSimilarity(position, candidates, candidate) - QUICK_ERROR);
  }

  addCandidate(
    position: number,
    candidates: RowBlock,
    candidate: number,
    estimate = this.block.quickSimilarity(position, candidates, candidate),
    errorBound = QUICK_ERROR,
  ): void {
    const atMost = estimate + errorBound;
    if (atMost < (this.lowerBounds[position] as number)) return;
    this.raise(position, estimate - errorBound);
    const pending = this.pending[position] as Pending[];
    if (pending.push({ block: candidates, position: candidate, atMost }) > MOST_PENDING) this.resolve(position);
  }

  /** Compares exactly what is still possible, so that the match is that of all candidates. */
  resolve(position: number): void {
    const pending = this.pending[position] as Pending[];
    for (const { block, position: candidate, atMost } of pending) {
      if (atMost < (this.lowerBounds[position] as number)) continue;
      const similarity = this.block.similarity(position, block, candidate);
      if (similarity <= (this.similarities[position] as number)) continue;
      this.similarities[position] = similarity;
      this.rowIndexes[position] = block.rowIndexes[candidate] as number;
      this.raise(position, similarity);
    }
    pending.length = 0;
  }

  private raise(position: number, atLeast: number): void {
    if (atLeast > (this.lowerBounds[position] as number)) this.lowerBounds[position] = atLeast;
  }
}
