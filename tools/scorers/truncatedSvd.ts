/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import type { Random } from '../../src/common/random';

/** A sparse row: columns and their values. */
export interface SparseRow {
  readonly columns: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

const ROUNDS = 4;
const SPARE = 10;

/**
 * The right singular vectors of a sparse matrix's largest singular values, by subspace iteration (Halko et al. 2011).
 * @returns `dimensions` vectors of `columns` numbers, one after another by falling singular value
 */
export function truncatedSvd(
  rows: readonly SparseRow[],
  columns: number,
  dimensions: number,
  random: Random,
): Float64Array[] {
  const width = dimensions + SPARE;
  let basis: Float64Array[] = Array.from({ length: width }, () =>
    Float64Array.from({ length: columns }, () => random.normal()),
  );
  for (let round = 0; round < ROUNDS; round++) {
    orthonormalise(basis);
    basis = throughSquare(rows, basis, columns);
  }
  const lengths = basis.map(norm);
  const order = lengths.map((_, index) => index).sort((a, b) => lengths[b]! - lengths[a]!);
  const sorted = order.map((index) => basis[index]!);
  orthonormalise(sorted);
  return sorted.slice(0, dimensions);
}

/** AᵀA · basis. */
function throughSquare(rows: readonly SparseRow[], basis: readonly Float64Array[], columns: number): Float64Array[] {
  const width = basis.length;
  const packed = new Float64Array(columns * width);
  basis.forEach((vector, index) => vector.forEach((value, column) => (packed[column * width + index] = value)));
  const result = new Float64Array(columns * width);
  const product = new Float64Array(width);
  for (const { columns: at, values } of rows) {
    product.fill(0);
    for (let entry = 0; entry < at.length; entry++) {
      const start = at[entry]! * width;
      const value = values[entry]!;
      for (let index = 0; index < width; index++) product[index]! += value * packed[start + index]!;
    }
    for (let entry = 0; entry < at.length; entry++) {
      const start = at[entry]! * width;
      const value = values[entry]!;
      for (let index = 0; index < width; index++) result[start + index]! += value * product[index]!;
    }
  }
  return basis.map((_, index) =>
    Float64Array.from({ length: columns }, (__, column) => result[column * width + index]!),
  );
}

/** Modified Gram and Schmidt, in place. */
function orthonormalise(vectors: readonly Float64Array[]): void {
  vectors.forEach((vector, index) => {
    for (const earlier of vectors.slice(0, index)) {
      const along = dot(vector, earlier);
      for (let at = 0; at < vector.length; at++) vector[at]! -= along * earlier[at]!;
    }
    const length = norm(vector);
    for (let at = 0; at < vector.length; at++) vector[at]! /= length;
  });
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

export function dot(first: Float64Array, second: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < first.length; index++) sum += first[index]! * second[index]!;
  return sum;
}
