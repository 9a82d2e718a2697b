import { BLOCK_ROWS, type CandidateVectors } from './candidateVectors';
import type { Pacer } from './pacer';
import type { RowBlock } from './rowBlock';
import type { Rows, SimilarityKernel } from './similarityKernel';

/** Rows whose products with a block are formed together. */
export const TILE_ROWS = 256;

/** Positions of candidates one after the other. */
export interface Span {
  readonly start: number;
  readonly count: number;
}

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
      const products = await this.productsOf(left, rowIndexes, block);
      const start = number * BLOCK_ROWS;
      for (let at = 0; at < positions.length; at++) each(at, start, products, at * block.count, block.count);
      await this.pacer.yieldIfDue();
    }
  }

  /**
   * Of all pairs. Two blocks are multiplied once: their tiles stand for both orders of a pair. All tiles of two blocks
   * come one after the other, from the first row of the one on.
   * @param take returns whether to go on
   * @throws DeitaError `cancelled`
   */
  async ofAllPairs(take: (tile: Tile) => boolean): Promise<void> {
    const { blocks, dimensions } = this.vectors;
    for (const [right, columns] of blocks.entries()) {
      for (const [left, block] of blocks.slice(0, right + 1).entries()) {
        for (let first = 0; first < block.count; first += TILE_ROWS) {
          const end = Math.min(first + TILE_ROWS, block.count);
          const rows = { values: block.units.subarray(first * dimensions, end * dimensions), count: end - first };
          const goOn = take({
            rows: { start: left * BLOCK_ROWS + first, count: rows.count },
            columns: { start: right * BLOCK_ROWS, count: columns.count },
            products: await this.productsOf(rows, block.rowIndexes.subarray(first, end), columns),
            standsForBoth: left !== right,
          });
          if (!goOn) return;
          await this.pacer.yieldIfDue();
        }
      }
    }
  }

  private async productsOf(left: Rows, rowIndexes: Uint32Array, block: RowBlock): Promise<Float32Array> {
    const { comparability, dimensions } = this.vectors;
    const right = { values: block.units, count: block.count };
    const products = await this.kernel.products(left, right, dimensions);
    comparability?.overwrite(products, rowIndexes, block.rowIndexes.subarray(0, block.count), 0);
    return products;
  }
}
