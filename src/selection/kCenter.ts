import { CandidateVectors, TIE } from './candidateVectors';
import { GreedyWalk } from './greedyWalk';
import { LazyOrder } from './lazyOrder';
import type { Pacer } from './pacer';
import type { SelectOptions } from './select';
import type { EmbeddingProvider, SelectionOutcome } from './types';

/** Similarities computed between two looks at the clock. */
const STRIDE = 64;

/**
 * Farthest first: begins with the kept rows, or the first row of the ranking that may be taken, then takes the row whose
 * highest similarity to those taken is lowest; similarities that differ by at most `TIE` are ties, which the lower row
 * index wins. A row over a quota is passed over.
 *
 * Highest similarities only grow, so those known from fewer taken rows are lower bounds: only rows whose bound may be the
 * lowest are compared with the rows taken since.
 *
 * @param ranking one a row of the pool; NaN = takes no part
 * @param budget rows; -1 = no limit
 * @throws DeitaError `embeddingsMismatch`, `cancelled`
 */
export async function kCenter(
  ranking: Float64Array,
  { budget, embedder }: { readonly budget: number; readonly embedder: EmbeddingProvider },
  options: SelectOptions,
): Promise<SelectionOutcome> {
  const walk = new GreedyWalk(ranking, budget, options);
  const { outcome, pacer } = walk;
  const vectors = await CandidateVectors.of(ranking, embedder, outcome, options);
  const farthest = new Farthest(vectors, pacer);
  const offer = async (position: number): Promise<void> => {
    farthest.remove(position, walk.offer(vectors.rows[position] as number));
    await walk.report();
  };
  vectors.rows.forEach((row, position) => {
    if (walk.kept.has(row)) farthest.remove(position, true);
  });
  const order = await LazyOrder.of(rankingOf(vectors, ranking), pacer);
  while (!farthest.hasCenter && walk.missing > 0 && order.remaining > 0) {
    for (const position of order.take(1)) await offer(position);
  }
  while (walk.missing > 0 && farthest.remaining > 0) await offer(await farthest.next());
  return outcome.build();
}

function rankingOf({ rows }: CandidateVectors, ranking: Float64Array): Float64Array {
  return Float64Array.from(rows, (row) => ranking[row] as number);
}

class Farthest {
  remaining: number;
  /** By position, the highest similarity to the first `comparedWith` centers; infinite once it is out. */
  private readonly highest: Float64Array;
  private readonly comparedWith: Uint32Array;
  private readonly centers: number[] = [];
  private compared = 0;

  constructor(
    private readonly vectors: CandidateVectors,
    private readonly pacer: Pacer,
  ) {
    this.remaining = vectors.count;
    this.highest = new Float64Array(vectors.count).fill(Number.NEGATIVE_INFINITY);
    this.comparedWith = new Uint32Array(vectors.count);
  }

  get hasCenter(): boolean {
    return this.centers.length > 0;
  }

  remove(position: number, isCenter: boolean): void {
    this.highest[position] = Number.POSITIVE_INFINITY;
    this.remaining--;
    if (isCenter) this.centers.push(position);
  }

  async next(): Promise<number> {
    const { highest } = this;
    const first = lowestOf(highest);
    await this.bringUpToDate(first, Number.POSITIVE_INFINITY);
    let lowest = highest[first] as number;
    for (let position = 0; position < highest.length; position++) {
      if ((highest[position] as number) > lowest + TIE) continue;
      await this.bringUpToDate(position, lowest + TIE);
      lowest = Math.min(lowest, highest[position] as number);
    }
    return highest.findIndex((similarity) => similarity <= lowest + TIE);
  }

  /** Stops as soon as the row is known to be nearer than `limit`. */
  private async bringUpToDate(position: number, limit: number): Promise<void> {
    const { highest, comparedWith, centers, vectors } = this;
    let [similarity, next] = [highest[position] as number, comparedWith[position] as number];
    for (; next < centers.length && similarity <= limit; next++) {
      similarity = Math.max(similarity, vectors.similarity(position, centers[next] as number));
      if (++this.compared % STRIDE === 0 && this.pacer.due) await this.pacer.yieldIfDue();
    }
    highest[position] = similarity;
    comparedWith[position] = next;
  }
}

function lowestOf(values: Float64Array): number {
  let lowest = 0;
  for (let at = 1; at < values.length; at++) {
    if ((values[at] as number) < (values[lowest] as number)) lowest = at;
  }
  return lowest;
}
