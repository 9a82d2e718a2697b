import { PlainKernel } from '../../../src/selection/plainKernel';
import type { Rows, SimilarityKernel } from '../../../src/selection/similarityKernel';
import { seededRandom } from '../../support/seededRandom';

/** As wrong as float32 may be in the worst order of summation: every product is off by that much, up or down. */
export class WorstKernel implements SimilarityKernel {
  private readonly exact = new PlainKernel();
  private readonly random = seededRandom(1);

  async products(left: Rows, right: Rows, dimensions: number): Promise<Float32Array> {
    const products = await this.exact.products(left, right, dimensions);
    const error = dimensions * 2 ** -24;
    return products.map((product) => product + (this.random() < 0.5 ? error : -error));
  }
}
