import { PlainKernel } from '../../../src/selection/plainKernel';
import type { ProductClamp, ProductReductions, Rows, SimilarityKernel } from '../../../src/selection/similarityKernel';
import { seededRandom } from '../../support/seededRandom';

/** As wrong as float32 may be in the worst order of summation: every product is off by that much, up or down. */
export class WorstKernel implements SimilarityKernel {
  private readonly exact = new PlainKernel();
  private readonly random = seededRandom(1);
  /** Of the same products, in float32 one after the other. */
  readonly reductions: ProductReductions = {
    positiveSums: async (left, right, dimensions) => {
      const sums = { left: new Float32Array(left.count), right: new Float32Array(right.count) };
      (await this.products(left, right, dimensions)).forEach((product, place) => {
        addTo(sums.left, Math.floor(place / right.count), Math.max(0, product));
        addTo(sums.right, place % right.count, Math.max(0, product));
      });
      return sums;
    },
    clampedSums: async (left, right, dimensions, { above, most }: ProductClamp) => {
      const sums = new Float32Array(right.count);
      (await this.products(left, right, dimensions)).forEach((product, place) => {
        const row = Math.floor(place / right.count);
        const over = Math.fround(product - (above[row] ?? NaN));
        addTo(sums, place % right.count, Math.min(most[row] ?? NaN, Math.max(0, over)));
      });
      return sums;
    },
    above: async (left, right, dimensions, limits) => {
      const products = await this.products(left, right, dimensions);
      const places = Int32Array.from(products.keys()).filter((place) => {
        const [row, column] = [Math.floor(place / right.count), place % right.count];
        return (products[place] ?? NaN) > Math.min(limits.left[row] ?? NaN, limits.right[column] ?? NaN);
      });
      return { places, products: Float32Array.from(places, (place) => products[place] ?? NaN) };
    },
  };

  async products(left: Rows, right: Rows, dimensions: number): Promise<Float32Array> {
    const products = await this.exact.products(left, right, dimensions);
    const error = dimensions * 2 ** -24;
    return products.map((product) => product + (this.random() < 0.5 ? error : -error));
  }
}

function addTo(sums: Float32Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? NaN) + value;
}
