import { Tensor } from 'onnxruntime-node';

/** The first `count` rows of a row-major matrix. */
export interface MatrixRows {
  readonly values: Float32Array;
  readonly count: number;
}

export function toTensor({ values, count }: MatrixRows, dimensions: number): Tensor {
  return new Tensor('float32', values.subarray(0, count * dimensions), [count, dimensions]);
}
