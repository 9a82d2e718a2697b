import assert from 'node:assert/strict';
import { createMatrixProduct, type MatrixProduct } from '../../../src/inference/matmul';
import type { MatrixRows } from '../../../src/inference/matrixRows';

/** Numbers that differ from row to row and column to column. */
function matrix(count: number, dimensions: number, spareRows = 0): MatrixRows {
  const length = (count + spareRows) * dimensions;
  return { count, values: Float32Array.from({ length }, (_, at) => Math.sin(at * 1.7 + count)) };
}

function expectedProduct(left: MatrixRows, right: MatrixRows, dimensions: number, i: number, j: number): number {
  let sum = 0;
  for (let d = 0; d < dimensions; d++) {
    sum += (left.values[i * dimensions + d] ?? NaN) * (right.values[j * dimensions + d] ?? NaN);
  }
  return sum;
}

describe('createMatrixProduct', () => {
  let product: MatrixProduct;
  before(async () => {
    product = await createMatrixProduct({ threads: 2 });
  });
  after(() => product.dispose());

  for (const [left, right, dimensions] of [
    [1, 1, 1],
    [3, 5, 7],
    [64, 130, 96],
    [2, 300, 1],
  ] as const) {
    // prettier-ignore
    it(`multiplies ${left} by ${right} rows of ${dimensions}`, async () => {
      const a = matrix(left, dimensions);
      const b = matrix(right, dimensions, 2);
      const products = await product.products(a, b, dimensions);
      assert.equal(products.length, left * right);
      for (let i = 0; i < left; i++) {
        for (let j = 0; j < right; j++) {
          const expected = expectedProduct(a, b, dimensions, i, j);
          const error = Math.abs((products[i * right + j] ?? NaN) - expected);
          assert.ok(error <= dimensions * dimensions * 2 ** -24, `${i}, ${j} is off by ${error}`);
        }
      }
    });
  }

  it('gives nothing for no rows', async () => {
    assert.equal((await product.products(matrix(0, 4), matrix(3, 4), 4)).length, 0);
  });
});
