import { CandidateProducts } from './candidateProducts';
import type { CandidateVectors } from './candidateVectors';
import type { Changes, CoveragePasses } from './coveragePasses';
import { NearLists, type SumEstimate } from './nearLists';
import type { Pacer } from './pacer';
import { ProductPasses } from './productPasses';
import { ReducedPasses } from './reducedPasses';
import { productErrorBound, type SimilarityKernel } from './similarityKernel';

export interface CoverageTuning {
  /** Similarities that are kept, with their places, once so few of them still matter: 4 bytes each. */
  readonly mostKept?: number;
}

export interface CoverageOptions extends CoverageTuning {
  /** Told how many of all rows are compared with each other, before any is taken; the numbers never fall. */
  readonly onCompared?: (rows: number) => void;
}

/** 256 MB. */
const MOST_KEPT = 2 ** 26;
/** Part of all pairs. To go through more for every estimate would take longer than to subtract for a few rows more. */
const MOST_KEPT_SHARE = 0.04;
/** Rows that the number of similarities that matter is estimated from. */
const SAMPLED_ROWS = 64;

/**
 * How near every row is to the nearest row taken, and by how much each other row would change that: by position j,
 * Σᵢ max(0, cos(i, j) − coveredᵢ).
 *
 * At first every row matters for every other one, and products of all pairs are formed in blocks, each pair once; what a
 * taken row changes is subtracted from all sums. A row that is covered to a degree only matters for rows more similar to
 * it than that: as soon as few enough pairs are left, they are kept, and from then on sums cost next to nothing. After t
 * rows about one pair in t is left, and so many of the rows are changed by the next one.
 */
export class Coverage {
  /** By position, no sum is higher. */
  readonly atMost: Float64Array;
  private readonly covered: Float64Array;
  private readonly errorBound: number;
  private readonly products: CandidateProducts;
  private readonly passes: CoveragePasses;
  private near: NearLists | undefined;
  private taken = 0;
  /** When to look again how many pairs still matter: to keep them, or to drop the others of those kept. */
  private nextLook = 1;

  private constructor(
    private readonly vectors: CandidateVectors,
    kernel: SimilarityKernel,
    pacer: Pacer,
    private readonly mostKept: number,
  ) {
    this.products = new CandidateProducts(vectors, kernel, pacer);
    this.atMost = new Float64Array(vectors.count);
    this.covered = new Float64Array(vectors.count);
    this.errorBound = productErrorBound(vectors.dimensions);
    const { comparability } = vectors;
    this.passes =
      kernel.reductions === undefined || comparability?.isOfPairs === false
        ? new ProductPasses(this.products, this.errorBound)
        : new ReducedPasses(vectors, kernel.reductions, pacer, this.errorBound);
  }

  static async of(
    vectors: CandidateVectors,
    kernel: SimilarityKernel,
    pacer: Pacer,
    { mostKept = Math.min(MOST_KEPT, MOST_KEPT_SHARE * vectors.count ** 2), onCompared }: CoverageOptions,
  ): Promise<Coverage> {
    const coverage = new Coverage(vectors, kernel, pacer, mostKept);
    // The pairs among the rows before a block are done: as great a share of the rows as it is of all pairs.
    const onTile = (block: number): void => onCompared?.(Math.floor(block ** 2 / vectors.count));
    await coverage.passes.sumUp(coverage.atMost, onTile);
    return coverage;
  }

  get count(): number {
    return this.vectors.count;
  }

  /** @returns whether `atMost` has changed for many rows */
  async take(position: number): Promise<boolean> {
    this.taken++;
    const changed = await this.cover(position);
    const { near } = this;
    if (near === undefined) await this.passes.subtract(this.atMost, changed, this.covered);
    if (this.taken >= this.nextLook) {
      if (near === undefined) await this.tryToKeep();
      else near.drop(this.covered);
      this.nextLook = this.taken + Math.ceil(this.taken / (this.near === undefined ? 16 : 1));
    }
    return near === undefined;
  }

  /** The sums of some rows, by products. */
  async estimate(positions: readonly number[]): Promise<SumEstimate[]> {
    const { near } = this;
    if (near !== undefined) return positions.map((position) => near.estimate(position, this.covered));
    const sums = positions.map(() => ({ sum: 0, error: 0 }));
    await this.products.withAll(positions, (at, start, products, from, length) => {
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
    if (this.passes.countIncomparable) return sums;
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
    const others = this.near?.possiblyNearer(position, covered) ?? (await this.possiblyNearer(position));
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
    await this.products.withAll([position], (_, start, products, from, length) => {
      for (let i = 0; i < length; i++) {
        if ((products[from + i] as number) + this.errorBound > (this.covered[start + i] as number))
          nearer.push(start + i);
      }
    });
    return nearer;
  }

  private async tryToKeep(): Promise<void> {
    const { count } = this;
    const step = Math.max(1, Math.floor(count / SAMPLED_ROWS));
    const sample = Array.from({ length: Math.min(count, SAMPLED_ROWS) }, (_, at) => at * step);
    let pairs = 0;
    await this.products.withAll(sample, (_, start, products, from, length) => {
      for (let i = 0; i < length; i++) {
        if ((products[from + i] as number) + this.errorBound > (this.covered[start + i] as number)) pairs++;
      }
    });
    if ((pairs / sample.length) * count > this.mostKept * 0.9) return;
    this.near = await this.keep();
  }

  /** @returns undefined when more pairs matter than may be kept */
  private async keep(): Promise<NearLists | undefined> {
    const lists = new NearLists(this.vectors, this.errorBound, this.mostKept);
    await this.passes.findNear(this.covered, (near) => lists.add(near, this.covered));
    return lists.fit ? lists : undefined;
  }
}
