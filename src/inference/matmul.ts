import { InferenceSession, Tensor } from 'onnxruntime-node';
import { toTensor, type MatrixRows } from './matrixRows';
import { createProductReductions, type ProductReductions } from './productReductions';
import { sessionOptions, type SessionOptions } from './session';

/** Products of float32 matrices at the speed of the runtime's own kernels. */
export interface MatrixProduct {
  /**
   * left · rightᵀ, in IEEE float32. Occupies the calling thread until it ends, but first lets the event loop turn.
   * @param dimensions columns of both
   * @returns row-major left.count × right.count; valid until the next call
   */
  products(left: MatrixRows, right: MatrixRows, dimensions: number): Promise<Float32Array>;
  readonly reductions: ProductReductions;
  dispose(): Promise<void>;
}

export async function createMatrixProduct(options: SessionOptions): Promise<MatrixProduct> {
  const session = await InferenceSession.create(productModel(), {
    ...sessionOptions(options.threads),
    executionProviders: ['cpu'],
  });
  const reductions = createProductReductions(options);
  let output = new Float32Array(0);
  return {
    reductions,
    products: async (left, right, dimensions) => {
      const size = left.count * right.count;
      if (output.length < size) output = new Float32Array(size);
      const result = output.subarray(0, size);
      if (size === 0) return result;
      const product = new Tensor('float32', result, [left.count, right.count]);
      await session.run({ left: toTensor(left, dimensions), right: toTensor(right, dimensions) }, { product });
      return result;
    },
    dispose: async () => {
      await reductions.dispose();
      await session.release();
    },
  };
}

/**
 * An ONNX model of one node, `product = Gemm(left, right, transB = 1)`, too small to be worth a file. The numbers are
 * the field numbers of onnx.proto.
 */
function productModel(): Uint8Array {
  const transposeRight = [...text(1, 'transB'), ...integer(3, 1), ...integer(20, 2)];
  const node = [...text(1, 'left'), ...text(1, 'right'), ...text(2, 'product'), ...text(4, 'Gemm')];
  const graph = [
    ...message(1, [...node, ...message(5, transposeRight)]),
    ...text(2, 'product'),
    ...message(11, matrix('left', 'leftRows', 'dimensions')),
    ...message(11, matrix('right', 'rightRows', 'dimensions')),
    ...message(12, matrix('product', 'leftRows', 'rightRows')),
  ];
  const IR_VERSION = 8;
  const OPERATOR_SET = 17;
  return Uint8Array.from([...integer(1, IR_VERSION), ...message(7, graph), ...message(8, integer(2, OPERATOR_SET))]);
}

/** A float32 matrix whose sides have names instead of lengths. */
function matrix(name: string, rows: string, columns: string): number[] {
  const shape = [rows, columns].flatMap((side) => message(1, text(2, side)));
  return [...text(1, name), ...message(2, message(1, [...integer(1, 1), ...message(2, shape)]))];
}

const VARINT = 0;
const LENGTH_DELIMITED = 2;

function integer(field: number, value: number): number[] {
  return [...varint((field << 3) | VARINT), ...varint(value)];
}

function message(field: number, bytes: readonly number[]): number[] {
  return [...varint((field << 3) | LENGTH_DELIMITED), ...varint(bytes.length), ...bytes];
}

function text(field: number, value: string): number[] {
  return message(field, [...Buffer.from(value)]);
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}
