import assert from 'node:assert/strict';
import { createMatrixProduct, type MatrixProduct } from '../../../src/inference/matmul';
import type { MatrixRows } from '../../../src/inference/matrixRows';
import { quickDotProduct } from '../../../src/selection/cosine';
import { seededRandom } from '../../support/seededRandom';

const DIMENSIONS = 20;
/** Of a product, or a sum of them. */
const TOLERANCE = 1e-4;

interface Factors {
  readonly left: MatrixRows;
  readonly right: MatrixRows;
  /** Row-major left × right, in float64. */
  readonly products: readonly (readonly number[])[];
}

/** With spare values after the rows, which are nobody's. */
function factors(leftRows: number, rightRows: number): Factors {
  const random = seededRandom(leftRows * 1000 + rightRows);
  const matrix = (count: number): MatrixRows => {
    return { count, values: Float32Array.from({ length: (count + 2) * DIMENSIONS }, () => random() / 2 - 0.25) };
  };
  const [left, right] = [matrix(leftRows), matrix(rightRows)];
  const product = (row: number, column: number): number =>
    quickDotProduct(left.values, row * DIMENSIONS, right.values, column * DIMENSIONS, DIMENSIONS);
  const products = range(leftRows).map((row) => range(rightRows).map((column) => product(row, column)));
  return { left, right, products };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function assertNear(actual: Float32Array, expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, at) => {
    assert.ok(Math.abs((actual[at] ?? NaN) - value) <= TOLERANCE, `${at}: ${actual[at]}, not ${value}`);
  });
}

describe('reductions of products', () => {
  let kernel: MatrixProduct;
  before(async () => {
    kernel = await createMatrixProduct({ threads: 2 });
  });
  after(() => kernel.dispose());

  for (const [leftRows, rightRows] of [
    [1, 1],
    [7, 5],
    [130, 300],
  ] as const) {
    const { left, right, products } = factors(leftRows, rightRows);
    const limitsOf = (rows: number, shift: number): Float32Array =>
      Float32Array.from(range(rows), (row) => Math.sin(row + shift) / 4);

    it(`sum positive ones of ${leftRows} × ${rightRows} by row of either side`, async () => {
      const sums = await kernel.reductions.positiveSums(left, right, DIMENSIONS);
      const positive = products.map((row) => row.map((product) => Math.max(0, product)));
      assertNear(sums.left, positive.map(total));
      assertNear(
        sums.right,
        range(rightRows).map((column) => total(positive.map((row) => row[column] ?? NaN))),
      );
    });

    it(`sum what of ${leftRows} × ${rightRows} is between two limits of the left row`, async () => {
      const clamp = { above: limitsOf(leftRows, 0), most: limitsOf(leftRows, 2).map(Math.abs) };
      const sums = await kernel.reductions.clampedSums(left, right, DIMENSIONS, clamp);
      const counted = products.map((row, at) =>
        row.map((product) => Math.min(clamp.most[at] ?? NaN, Math.max(0, product - (clamp.above[at] ?? NaN)))),
      );
      assertNear(
        sums,
        range(rightRows).map((column) => total(counted.map((row) => row[column] ?? NaN))),
      );
    });

    it(`find those of ${leftRows} × ${rightRows} that are above the limit of a row of either side`, async () => {
      const limits = { left: limitsOf(leftRows, 0), right: limitsOf(rightRows, 1) };
      const found = await kernel.reductions.above(left, right, DIMENSIONS, limits);
      const expected = products.flatMap((row, at) =>
        row.flatMap((product, column) => {
          const limit = Math.min(limits.left[at] ?? NaN, limits.right[column] ?? NaN);
          return product > limit ? [{ place: at * rightRows + column, product }] : [];
        }),
      );
      assert.deepEqual(
        [...found.places],
        expected.map(({ place }) => place),
      );
      assertNear(
        found.products,
        expected.map(({ product }) => product),
      );
    });
  }

  it('find nothing above limits that are higher than every product', async () => {
    const { left, right } = factors(9, 4);
    const limits = { left: new Float32Array(9).fill(2), right: new Float32Array(4).fill(2) };
    const { places, products } = await kernel.reductions.above(left, right, DIMENSIONS, limits);
    assert.deepEqual([places.length, products.length], [0, 0]);
  });
});
