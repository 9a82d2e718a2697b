import { tilesOf, type CandidateTile, type Span } from './candidateTiles';
import { BLOCK_ROWS, type CandidateVectors } from './candidateVectors';
import type { Changes, CoveragePasses } from './coveragePasses';
import type { NearTile } from './nearListBlock';
import type { Pacer } from './pacer';
import { ROUNDING, sumErrorBound, type FoundProducts, type ProductReductions } from './similarityKernel';

/** Rows that are multiplied with a block together: a few milliseconds' work. */
const TILE_ROWS = 512;
/** Above any product. */
const NEVER = 2;

/**
 * Passes of a kernel that keeps the products to itself. What incomparable rows would contribute is in the sums until it
 * is subtracted: no sum is too low for it, but where such pairs are many, the sums are of no use.
 */
export class ReducedPasses implements CoveragePasses {
  readonly countIncomparable: boolean;

  constructor(
    private readonly vectors: CandidateVectors,
    private readonly reductions: ProductReductions,
    private readonly pacer: Pacer,
    private readonly errorBound: number,
  ) {
    this.countIncomparable = vectors.comparability !== undefined;
  }

  async sumUp(sums: Float64Array, onTile: (block: number) => void): Promise<void> {
    const { vectors, reductions, pacer } = this;
    for (const { left, right, rows, columns, standsForBoth } of tilesOf(vectors, TILE_ROWS)) {
      const { left: ofRows, right: ofColumns } = await reductions.positiveSums(left, right, vectors.dimensions);
      this.add(sums, ofColumns, columns.start, rows.count);
      // Those of the columns are enough where another tile has the pairs the other way round.
      if (standsForBoth) this.add(sums, ofRows, rows.start, columns.count);
      onTile(columns.start);
      await pacer.yieldIfDue();
    }
  }

  async subtract(sums: Float64Array, { changed, before }: Changes, covered: Float64Array): Promise<void> {
    const { vectors, reductions, pacer } = this;
    for (let first = 0; first < changed.length; first += TILE_ROWS) {
      const positions = changed.slice(first, first + TILE_ROWS);
      const low = Float64Array.from(before.slice(first, first + TILE_ROWS));
      const clamp = {
        above: Float32Array.from(low, (similarity) => similarity + this.errorBound + ROUNDING),
        most: Float32Array.from(low, (similarity, at) => (covered[positions[at] as number] as number) - similarity),
      };
      const left = vectors.unitsOf(positions);
      const certain = 1 - sumErrorBound(positions.length);
      for (const [number, { units, count }] of vectors.blocks.entries()) {
        const less = await reductions.clampedSums(left, { values: units, count }, vectors.dimensions, clamp);
        for (let at = 0, sum = number * BLOCK_ROWS; at < count; at++, sum++) {
          sums[sum] = (sums[sum] as number) - (less[at] as number) * certain;
        }
        await pacer.yieldIfDue();
      }
    }
  }

  async findNear(covered: Float64Array, take: (near: NearTile) => boolean): Promise<void> {
    for (const tile of tilesOf(this.vectors, TILE_ROWS)) {
      if (!take(await this.nearIn(tile, covered))) return;
      await this.pacer.yieldIfDue();
    }
  }

  /** The limits are lower by what rounding them may have raised them: some of the pairs are not near after all. */
  private async nearIn(tile: CandidateTile, covered: Float64Array): Promise<NearTile> {
    const { rows, columns, left, right, leftIndexes, rightIndexes, standsForBoth } = tile;
    const limitsOf = ({ start, count }: Span): Float32Array =>
      Float32Array.from(covered.subarray(start, start + count), (limit) => limit - this.errorBound - ROUNDING);
    const limits = {
      left: standsForBoth ? limitsOf(rows) : new Float32Array(rows.count).fill(NEVER),
      right: limitsOf(columns),
    };
    const found = await this.reductions.above(left, right, this.vectors.dimensions, limits);
    this.takeOutIncomparable(found, leftIndexes, rightIndexes);
    return { rows, columns, standsForBoth, ...found };
  }

  private takeOutIncomparable({ places, products }: FoundProducts, left: Uint32Array, right: Uint32Array): void {
    const { comparability } = this.vectors;
    if (comparability === undefined || !left.some((row) => comparability.isApart(row))) return;
    places.forEach((place, at) => {
      const [row, other] = [left[Math.floor(place / right.length)], right[place % right.length]] as [number, number];
      if (!comparability.areComparable(row, other)) products[at] = -NEVER;
    });
  }

  /** Adds sums of positive products, and as much as they may be too low. */
  private add(sums: Float64Array, summed: Float32Array, start: number, terms: number): void {
    const [possible, slack] = [1 + sumErrorBound(terms), terms * this.errorBound];
    for (let at = 0, sum = start; at < summed.length; at++, sum++) {
      sums[sum] = (sums[sum] as number) + (summed[at] as number) * possible + slack;
    }
  }
}
