import { quickDotProduct } from './cosine';
import { Pacer } from './pacer';
import type { Rows, SimilarityKernel } from './similarityKernel';

/** Portable kernel in plain JavaScript, for small pools and where no native one is given. */
export class PlainKernel implements SimilarityKernel {
  private output = new Float32Array(0);

  async products(left: Rows, right: Rows, dimensions: number): Promise<Float32Array> {
    const size = left.count * right.count;
    if (this.output.length < size) this.output = new Float32Array(size);
    const pacer = new Pacer(undefined);
    for (let i = 0; i < left.count; i++) {
      for (let j = 0; j < right.count; j++) {
        this.output[i * right.count + j] = quickDotProduct(
          left.values,
          i * dimensions,
          right.values,
          j * dimensions,
          dimensions,
        );
      }
      if (pacer.due) await pacer.yieldIfDue();
    }
    return this.output.subarray(0, size);
  }
}
