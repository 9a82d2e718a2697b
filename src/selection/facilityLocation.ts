import { CandidateVectors, TIE } from './candidateVectors';
import { Coverage, type CoverageTuning } from './coverage';
import { GainQueue } from './gainQueue';
import { GreedyWalk } from './greedyWalk';
import { PlainKernel } from './plainKernel';
import { scaledRanking } from './scaledRanking';
import type { SelectOptions } from './select';
import type { EmbeddingProvider, SelectionOutcome } from './types';

/** Rows whose gains are estimated together. */
const BATCH = 64;

export interface FacilitySupply {
  readonly budget: number;
  readonly embedder: EmbeddingProvider;
  /** What coverage weighs, from 0 to 1; the rest is the ranking's. */
  readonly alpha: number;
}

/**
 * Facility location (QDIT): greedily takes the row that adds most to
 * α · Σᵢ maxⱼ max(0, cos(i, j)) / N + (1 − α) · Σⱼ s̃ⱼ / m over the rows j taken, with N candidates i, the ranking s̃ scaled to
 * [0, 1] and m rows of budget (without one, N). Gains that differ by at most `TIE` are ties, which the lower row index
 * wins. A row over a quota is passed over. Kept rows are taken before, and cover what they do without a score, too.
 *
 * Lazy: gains only shrink, so gains from before are upper bounds. Estimates by the kernel, whose error is bounded, tell
 * which rows may have the highest gain; among several of them float64 decides.
 *
 * @param ranking one a row of the pool; NaN = takes no part
 * @param supply budget in rows; -1 = no limit
 * @throws DeitaError `embeddingsMismatch`, `cancelled`
 */
export async function facilityLocation(
  ranking: Float64Array,
  supply: FacilitySupply,
  options: SelectOptions,
  tuning: CoverageTuning = {},
): Promise<SelectionOutcome> {
  const walk = new GreedyWalk(ranking, supply.budget, options);
  const { outcome, pacer } = walk;
  const vectors = await CandidateVectors.of(ranking, supply.embedder, outcome, options);
  const onCompared = (rows: number): void => options.onPreparing?.('compare', rows, vectors.count);
  onCompared(0);
  const coverage = await Coverage.of(vectors, options.kernel ?? new PlainKernel(), pacer, { ...tuning, onCompared });
  const isKept = (position: number): boolean => walk.kept.has(vectors.rows[position] as number);
  const greedy = new Greedy(coverage, weightsOf(vectors, ranking, supply), isKept);
  for (let position = 0; position < vectors.count; position++) if (isKept(position)) await greedy.take(position);
  while (walk.missing > 0 && greedy.remaining > 0) {
    const position = await greedy.next();
    if (walk.offer(vectors.rows[position] as number)) await greedy.take(position);
    await walk.report();
  }
  return outcome.build();
}

interface Weights {
  /** Of a similarity that is covered. */
  readonly coverage: number;
  /** What a row adds by itself, by position. */
  readonly own: Float64Array;
}

function weightsOf({ rows }: CandidateVectors, ranking: Float64Array, supply: FacilitySupply): Weights {
  const { alpha, budget } = supply;
  const scaled = scaledRanking(ranking);
  // A kept row without a value covers, and is itself covered as soon as it is taken: it is no candidate.
  const count = rows.filter((row) => !Number.isNaN(ranking[row])).length;
  const m = budget < 0 ? count : budget;
  const own = Float64Array.from(rows, (row) => ((1 - alpha) * (scaled[row] as number)) / m);
  return { coverage: alpha / count, own };
}

/** What is known of a row's gain in the present step. */
interface Estimate {
  readonly position: number;
  atLeast: number;
  atMost: number;
}

class Greedy {
  /** By position: no gain is higher. */
  private readonly bounds: Float64Array;
  private readonly queue: GainQueue;

  constructor(
    private readonly coverage: Coverage,
    private readonly weights: Weights,
    isKept: (position: number) => boolean,
  ) {
    const { count } = coverage;
    this.bounds = new Float64Array(count);
    this.queue = new GainQueue(this.bounds);
    for (let position = 0; position < count; position++) if (!isKept(position)) this.queue.push(position);
    this.takeUpBounds();
  }

  get remaining(): number {
    return this.queue.size;
  }

  /** Takes the row with the highest gain out of the queue. */
  async next(): Promise<number> {
    const looked = await this.contenders();
    const highest = looked.reduce((most, { atLeast }) => Math.max(most, atLeast), Number.NEGATIVE_INFINITY);
    const possible = looked.filter(({ atMost }) => atMost >= highest - TIE);
    const next = possible.length === 1 ? (possible[0] as Estimate).position : await this.decide(possible);
    for (const { position, atMost } of looked) {
      if (position === next) continue;
      this.bounds[position] = atMost;
      this.queue.push(position);
    }
    return next;
  }

  async take(position: number): Promise<void> {
    if (await this.coverage.take(position)) this.takeUpBounds();
  }

  /** Estimates gains again, highest bound first, until no other row can have the highest. */
  private async contenders(): Promise<Estimate[]> {
    const { queue, bounds } = this;
    const looked: Estimate[] = [];
    let highest = Number.NEGATIVE_INFINITY;
    for (let size = 1; ; size = BATCH) {
      const batch: number[] = [];
      while (batch.length < size && queue.first !== undefined && (bounds[queue.first] as number) >= highest - TIE) {
        batch.push(queue.pop());
      }
      if (batch.length === 0) return looked;
      for (const estimate of await this.estimate(batch)) {
        highest = Math.max(highest, estimate.atLeast);
        looked.push(estimate);
      }
    }
  }

  private async estimate(positions: readonly number[]): Promise<Estimate[]> {
    const sums = await this.coverage.estimate(positions);
    return sums.map(({ sum, error }, at) => {
      const position = positions[at] as number;
      return { position, atLeast: this.gain(position, sum - error), atMost: this.gain(position, sum + error) };
    });
  }

  /** @returns the lowest position among those with the highest gain */
  private async decide(possible: readonly Estimate[]): Promise<number> {
    let [highest, lowest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const descending = [...possible].sort((a, b) => b.atMost - a.atMost);
    for (const estimate of descending) {
      if (estimate.atMost < highest - TIE) break;
      const gain = this.gain(estimate.position, await this.coverage.exact(estimate.position));
      estimate.atLeast = gain;
      estimate.atMost = gain;
      highest = Math.max(highest, gain);
    }
    for (const { position, atLeast, atMost } of possible) {
      if (atLeast === atMost && atMost >= highest - TIE) lowest = Math.min(lowest, position);
    }
    return lowest;
  }

  private gain(position: number, sum: number): number {
    return this.weights.coverage * sum + (this.weights.own[position] as number);
  }

  private takeUpBounds(): void {
    const { bounds, coverage } = this;
    for (let position = 0; position < bounds.length; position++) {
      bounds[position] = this.gain(position, coverage.atMost[position] as number);
    }
    this.queue.restore();
  }
}
