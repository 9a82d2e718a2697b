import { tilesOf, type Span } from './candidateTiles';
import { BLOCK_ROWS, type CandidateVectors } from './candidateVectors';
import type { Pacer } from './pacer';
import type { Rows, SimilarityKernel } from './similarityKernel';

/** Rows whose products with a block are formed together. */
export const TILE_ROWS = 256;

/** Products of some candidates with others. */
export interface Tile {
  readonly rows: Span;
  /** A block of the candidates. */
  readonly columns: Span;
  /** Row-major rows × columns; valid until the tile has been taken. */
  readonly products: Float32Array;
  /** Whether no tile has the same pairs with rows and columns exchanged. */
  readonly standsForBoth: boolean;
}

/** `at` of the positions asked for, and its products with the candidates from `start` on: `length` of them, from `from`. */
export type OnProducts = (at: number, start: number, products: Float32Array, from: number, length: number) => void;

/** Cosine similarities of candidates in bulk, within `productErrorBound`; 0 where two are incomparable. */
export class CandidateProducts {
  constructor(
    private readonly vectors: CandidateVectors,
    private readonly kernel: SimilarityKernel,
    private readonly pacer: Pacer,
  ) {}

  /** Of some candidates with all. @throws DeitaError `cancelled` */
  async withAll(positions: readonly number[], each: OnProducts): Promise<void> {
    const { vectors } = this;
    const rowIndexes = Uint32Array.from(positions, (position) => vectors.rows[position] as number);
    const left = vectors.unitsOf(positions);
    for (const [number, block] of vectors.blocks.entries()) {
      const right = { values: block.units, count: block.count };
      const products = await this.productsOf(left, rowIndexes, right, block.rowIndexes.subarray(0, block.count));
      const start = number * BLOCK_ROWS;
      for (let at = 0; at < positions.length; at++) each(at, start, products, at * block.count, block.count);
      await this.pacer.yieldIfDue();
    }
  }

  /**
   * Of all pairs, in the order of `tilesOf`.
   * @param take returns whether to go on
   * @throws DeitaError `cancelled`
   */
  async ofAllPairs(take: (tile: Tile) => boolean): Promise<void> {
    for (const { rows, columns, left, right, leftIndexes, rightIndexes, standsForBoth } of tilesOf(
      this.vectors,
      TILE_ROWS,
    )) {
      const products = await this.productsOf(left, leftIndexes, right, rightIndexes);
      if (!take({ rows, columns, products, standsForBoth })) return;
      await this.pacer.yieldIfDue();
    }
  }

  private async productsOf(left: Rows, leftIndexes: Uint32Array, right: Rows, rightIndexes: Uint32Array) {
    const { comparability, dimensions } = this.vectors;
    const products = await this.kernel.products(left, right, dimensions);
    comparability?.overwrite(products, leftIndexes, rightIndexes, 0);
    return products;
  }
}
