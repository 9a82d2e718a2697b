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
      this.productRow(left.values, i * dimensions, right, dimensions, i);
      if (pacer.due) await pacer.breathe();
    }
    return this.output.subarray(0, size);
  }

  /** Four sums side by side: one alone would wait for each addition to end. */
  private productRow(left: Float32Array, start: number, right: Rows, dimensions: number, row: number): void {
    const { output } = this;
    const { values, count } = right;
    for (let j = 0; j < count; j++) {
      const other = j * dimensions;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let d = 0;
      for (; d + 3 < dimensions; d += 4) {
        s0 += (left[start + d] as number) * (values[other + d] as number);
        s1 += (left[start + d + 1] as number) * (values[other + d + 1] as number);
        s2 += (left[start + d + 2] as number) * (values[other + d + 2] as number);
        s3 += (left[start + d + 3] as number) * (values[other + d + 3] as number);
      }
      for (; d < dimensions; d++) s0 += (left[start + d] as number) * (values[other + d] as number);
      output[row * count + j] = s0 + s1 + (s2 + s3);
    }
  }
}
