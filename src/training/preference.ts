/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { emptyNetwork, standardise, weightOffsets, type Network } from './network';
import type { Comparison } from './ranking';

const ITERATIONS = 15;
/** Hardly any penalty on length itself: what the other features add to it is what is to be kept small. */
const LENGTH_PENALTY = 0.001;

/**
 * Fits a linear preference by ridge-penalised logistic regression on differences of features (Newton's method). Every
 * feature but the length is first freed of its linear relation to length, so that the penalty cannot hide length's
 * effect in the many features that grow with it.
 * @param length index of the feature that measures length
 * @param uses which features count; all by default
 */
export function fitPreference(
  rows: readonly (readonly number[])[],
  comparisons: readonly Comparison[],
  length: number,
  penalty: number,
  uses?: (input: number) => boolean,
): Network {
  const involved = comparisons.flatMap(({ better, worse }) => [rows[better]!, rows[worse]!]);
  const network = emptyNetwork(involved, 0, uses);
  const relation = lengthRelation(
    involved.map((row) => standardise(network, row)),
    length,
  );
  const differences = comparisons.map(({ better, worse }) => {
    const difference = standardise(network, rows[better]!);
    standardise(network, rows[worse]!).forEach((value, index) => (difference[index]! -= value));
    return difference.map((value, index) => value - relation[index]! * difference[length]!);
  });
  const weights = comparisons.map(({ weight }) => weight);
  const penalties = Float64Array.from(relation, (_, index) => (index === length ? LENGTH_PENALTY : penalty));
  const solution = newton(differences, weights, penalties);
  solution[length]! -= solution.reduce((sum, value, index) => sum + value * relation[index]!, 0);
  network.weights.set(solution, weightOffsets(network.inputs, 0).linear);
  return network;
}

/** Slope of each standardised feature on the length feature; 0 for length itself. */
function lengthRelation(rows: readonly Float64Array[], length: number): Float64Array {
  const products = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) row.forEach((value, index) => (products[index]! += value * row[length]!));
  const square = products[length]!;
  return products.map((product, index) => (index === length ? 0 : product / square));
}

/** Minimises the weighted mean logistic loss of positive differences plus half the penalised squares. */
function newton(
  differences: readonly Float64Array[],
  weights: readonly number[],
  penalties: Float64Array,
): Float64Array {
  const size = penalties.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const solution = new Float64Array(size);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gradient = solution.map((value, index) => value * penalties[index]!);
    const curvature = Array.from(penalties, (penalty, row) =>
      Float64Array.from({ length: size }, (_, column) => (row === column ? penalty + 1e-6 : 0)),
    );
    differences.forEach((difference, index) => {
      const value = difference.reduce((sum, entry, column) => sum + entry * solution[column]!, 0);
      const miss = 1 / (1 + Math.exp(value));
      const scale = weights[index]! / total;
      for (let row = 0; row < size; row++) {
        gradient[row]! -= scale * miss * difference[row]!;
        const factor = scale * miss * (1 - miss) * difference[row]!;
        const line = curvature[row]!;
        for (let column = 0; column < size; column++) line[column]! += factor * difference[column]!;
      }
    });
    solveInPlace(curvature, gradient).forEach((step, index) => (solution[index]! -= step));
  }
  return solution;
}

/** Solves a symmetric positive definite system by Gaussian elimination; destroys its arguments. */
function solveInPlace(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = pivot + 1; row < size; row++) {
      const factor = matrix[row]![pivot]! / matrix[pivot]![pivot]!;
      for (let column = pivot; column < size; column++) matrix[row]![column]! -= factor * matrix[pivot]![column]!;
      right[row]! -= factor * right[pivot]!;
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let column = row + 1; column < size; column++) right[row]! -= matrix[row]![column]! * right[column]!;
    right[row]! /= matrix[row]![row]!;
  }
  return right;
}
