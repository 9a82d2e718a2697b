import type { CandidateVectors } from './candidateVectors';
import { NearLists } from './nearLists';
import type { Pacer } from './pacer';
import { productErrorBound, type SimilarityKernel } from './similarityKernel';

export interface CoverageTuning {
  /** Similarities that are kept once so few of them still matter: 8 bytes each, and as many again for their places. */
  readonly mostKept?: number;
}

/** 240 MB. */
const MOST_KEPT = 30_000_000;
/** Rows that the number of similarities that matter is estimated from. */
const SAMPLED_ROWS = 64;

/** An estimate, and how far it may be off. */
export interface SumEstimate {
  readonly sum: number;
  readonly error: number;
}

/**
 * How near every row is to the nearest row taken, and by how much each other row would change that: by position j,
 * Σᵢ max(0, cos(i, j) − coveredᵢ).
 *
 * At first every row matters for every other one, and products of all pairs are formed in blocks; what a taken row changes
 * is subtracted from all sums. A row that is covered to a degree only matters for rows more similar to it than that: as
 * soon as few enough pairs are left, they are kept, and from then on sums cost next to nothing.
 */
export class Coverage {
  /** By position, no sum is higher. */
  readonly atMost: Float64Array;
  private readonly covered: Float64Array;
  private readonly errorBound: number;
  private near: NearLists | undefined;
  private taken = 0;
  private nextTry = 1;

  private constructor(
    private readonly vectors: CandidateVectors,
    private readonly kernel: SimilarityKernel,
    private readonly pacer: Pacer,
    private readonly mostKept: number,
  ) {
    this.atMost = new Float64Array(vectors.count);
    this.covered = new Float64Array(vectors.count);
    this.errorBound = productErrorBound(vectors.dimensions);
  }

  static async of(
    vectors: CandidateVectors,
    kernel: SimilarityKernel,
    pacer: Pacer,
    { mostKept = MOST_KEPT }: CoverageTuning,
  ): Promise<Coverage> {
    const coverage = new Coverage(vectors, kernel, pacer, mostKept);
    await coverage.sumUp();
    return coverage;
  }

  get count(): number {
    return this.vectors.count;
  }

  /** @returns whether `atMost` has changed for many rows */
  async take(position: number): Promise<boolean> {
    this.taken++;
    const changed = await this.cover(position);
    if (this.near !== undefined) return false;
    await this.subtract(changed);
    if (this.taken >= this.nextTry) await this.tryToKeep();
    return true;
  }

  /** The sums of some rows, by products. */
  async estimate(positions: readonly number[]): Promise<SumEstimate[]> {
    const { near } = this;
    if (near !== undefined) return positions.map((position) => near.estimate(position, this.covered));
    const sums = positions.map(() => ({ sum: 0, error: 0 }));
    await this.products(positions, (at, start, products, from, length) => {
      const estimate = sums[at] as { sum: number; error: number };
      const { errorBound, covered } = this;
      for (let i = 0; i < length; i++) {
        const above = (products[from + i] as number) - (covered[start + i] as number);
        if (above > errorBound) {
          estimate.sum += above;
          estimate.error += errorBound;
        } else if (above > -errorBound) {
          estimate.sum += Math.max(0, above);
          estimate.error += errorBound;
        }
      }
    });
    // As good as what was known, or better; what rows that are taken change is subtracted from it as before.
    positions.forEach((position, at) => {
      const { sum, error } = sums[at] as SumEstimate;
      this.atMost[position] = Math.min(this.atMost[position] as number, sum + error);
    });
    return sums;
  }

  /** The sum of one row, in float64. */
  async exact(position: number): Promise<number> {
    const { near, covered, vectors } = this;
    if (near !== undefined) return near.exact(position, covered);
    let sum = 0;
    for (const other of await this.possiblyNearer(position)) {
      sum += Math.max(0, vectors.similarity(position, other) - (covered[other] as number));
    }
    return sum;
  }

  /** Takes a row up into what is covered. @returns rows that it covers more than they were, and how much they were */
  private async cover(position: number): Promise<Changes> {
    const { covered, vectors } = this;
    const others = this.near?.placesOf(position) ?? (await this.possiblyNearer(position));
    const changed: number[] = [];
    const before: number[] = [];
    for (const other of others) {
      const similarity = vectors.similarity(position, other);
      if (similarity <= (covered[other] as number)) continue;
      changed.push(other);
      before.push(covered[other] as number);
      covered[other] = similarity;
    }
    return { changed, before };
  }

  private async possiblyNearer(position: number): Promise<number[]> {
    const nearer: number[] = [];
    await this.products([position], (_, start, products, from, length) => {
      for (let i = 0; i < length; i++) {
        if ((products[from + i] as number) + this.errorBound > (this.covered[start + i] as number))
          nearer.push(start + i);
      }
    });
    return nearer;
  }

  /** Subtracts from all sums what changed rows contribute less; never more than that. */
  private async subtract({ changed, before }: Changes): Promise<void> {
    const { covered, errorBound, atMost } = this;
    for (let first = 0; first < changed.length; first += BLOCK) {
      const block = changed.slice(first, first + BLOCK);
      await this.products(block, (at, start, products, from, length) => {
        const [low, high] = [before[first + at] as number, covered[block[at] as number] as number];
        const most = high - low;
        for (let j = 0; j < length; j++) {
          const above = (products[from + j] as number) - errorBound - low;
          if (above > 0) atMost[start + j] = (atMost[start + j] as number) - (above < most ? above : most);
        }
      });
    }
  }

  /** The sums of all rows while nothing is covered. */
  private async sumUp(): Promise<void> {
    const { errorBound, atMost } = this;
    for (let first = 0; first < this.count; first += BLOCK) {
      await this.products(range(first, Math.min(first + BLOCK, this.count)), (_, start, products, from, length) => {
        for (let j = 0; j < length; j++) {
          const above = (products[from + j] as number) + errorBound;
          if (above > 0) atMost[start + j] = (atMost[start + j] as number) + above;
        }
      });
    }
  }

  private async tryToKeep(): Promise<void> {
    const { count } = this;
    const step = Math.max(1, Math.floor(count / SAMPLED_ROWS));
    const sample = Array.from({ length: Math.min(count, SAMPLED_ROWS) }, (_, at) => at * step);
    let pairs = 0;
    await this.products(sample, (_, start, products, from, length) => {
      for (let i = 0; i < length; i++) {
        if ((products[from + i] as number) + this.errorBound > (this.covered[start + i] as number)) pairs++;
      }
    });
    this.nextTry = this.taken + Math.ceil(this.taken / 4);
    if ((pairs / sample.length) * count > this.mostKept * 0.9) return;
    this.near = await this.keep();
  }

  /** @returns undefined when more pairs matter than may be kept */
  private async keep(): Promise<NearLists | undefined> {
    const lists = new NearLists(this.vectors, this.errorBound, this.mostKept);
    for (let first = 0; first < this.count; first += BLOCK) {
      const block = range(first, Math.min(first + BLOCK, this.count));
      lists.begin(block.length);
      await this.products(block, (at, start, products, from, length) =>
        lists.add(at, start, { products, from, length }, this.covered),
      );
      if (!lists.end()) return undefined;
    }
    return lists;
  }

  /** @param each told of every row of the block with the products of one row with rows from `start` on */
  private async products(positions: readonly number[], each: OnProducts): Promise<void> {
    const { vectors, kernel, pacer } = this;
    const rows = Uint32Array.from(positions, (position) => vectors.rows[position] as number);
    const left = vectors.unitsOf(positions);
    let start = 0;
    for (const block of vectors.blocks) {
      const right = { values: block.units, count: block.count };
      const products = await kernel.products(left, right, vectors.dimensions);
      vectors.comparability?.overwrite(products, rows, block.rowIndexes.subarray(0, block.count), 0);
      for (let at = 0; at < positions.length; at++) each(at, start, products, at * block.count, block.count);
      start += block.count;
      await pacer.yieldIfDue();
    }
  }
}

/** Rows whose products with all others are formed together. */
const BLOCK = 256;

interface Changes {
  readonly changed: readonly number[];
  readonly before: readonly number[];
}

type OnProducts = (at: number, start: number, products: Float32Array, from: number, length: number) => void;

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, at) => start + at);
}
