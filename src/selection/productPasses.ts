import { TILE_ROWS, type CandidateProducts, type Tile } from './candidateProducts';
import { BLOCK_ROWS } from './candidateVectors';
import type { Changes, CoveragePasses } from './coveragePasses';
import { addPositive, AT_ONCE, subtractClamped } from './coverageSums';
import type { NearTile } from './nearListBlock';

/** Passes over products that are formed first: with any kernel, and with incomparable rows. */
export class ProductPasses implements CoveragePasses {
  readonly countIncomparable = false;
  /** What is found in a tile. */
  private readonly places = new Int32Array(TILE_ROWS * BLOCK_ROWS);
  private readonly found = new Float32Array(TILE_ROWS * BLOCK_ROWS);

  constructor(
    private readonly products: CandidateProducts,
    private readonly errorBound: number,
  ) {}

  async sumUp(sums: Float64Array, onTile: (block: number) => void): Promise<void> {
    await this.products.ofAllPairs((tile) => {
      addPositive(sums, tile, this.errorBound);
      onTile(tile.columns.start);
      return true;
    });
  }

  async subtract(sums: Float64Array, { changed, before }: Changes, covered: Float64Array): Promise<void> {
    for (let first = 0; first < changed.length; first += TILE_ROWS) {
      const tile = changed.slice(first, first + TILE_ROWS);
      const low = before.slice(first, first + TILE_ROWS);
      while (tile.length % AT_ONCE !== 0) {
        const last = tile.at(-1) as number;
        tile.push(last);
        low.push(covered[last] as number); // Nothing more of it is to be subtracted.
      }
      const limits = Float64Array.from(low, (similarity) => similarity + this.errorBound);
      const most = Float64Array.from(low, (similarity, at) => (covered[tile[at] as number] as number) - similarity);
      await this.products.withAll(tile, (at, start, products, from, length) => {
        if (at % AT_ONCE === 0) subtractClamped(sums, { start, length, products, from, limits, most, at });
      });
    }
  }

  async findNear(covered: Float64Array, take: (near: NearTile) => boolean): Promise<void> {
    await this.products.ofAllPairs((tile) => take(this.nearIn(tile, covered)));
  }

  private nearIn({ rows, columns, products, standsForBoth }: Tile, covered: Float64Array): NearTile {
    const { errorBound, places, found } = this;
    const limits = covered.slice(columns.start, columns.start + columns.count).map((limit) => limit - errorBound);
    let count = 0;
    for (let row = 0, from = 0; row < rows.count; row++, from += columns.count) {
      const limit = standsForBoth ? (covered[rows.start + row] as number) - errorBound : Number.POSITIVE_INFINITY;
      for (let column = 0; column < limits.length; column++) {
        const product = products[from + column] as number;
        if (product <= (limits[column] as number) && product <= limit) continue;
        places[count] = from + column;
        found[count++] = product;
      }
    }
    return {
      rows,
      columns,
      standsForBoth,
      places: places.subarray(0, count),
      products: found.subarray(0, count),
    };
  }
}
