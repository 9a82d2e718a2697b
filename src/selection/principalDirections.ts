import { quickDotProduct } from './cosine';
import type { Pacer } from './pacer';
import type { Rows, SimilarityKernel } from './similarityKernel';

const ROUNDS = 2;
/** The part of a direction that is left after the others are taken out, below which it is rounding noise. */
const DEPENDENT = 1e-3;

/**
 * Orthonormal directions that hold most of the sample's length, found by subspace iteration; not centred, because
 * inner products are not.
 * @param count at most the sample's rows
 * @returns row-major count × dimensions; rows of zeros where the sample has fewer independent directions
 */
export async function principalDirections(
  sample: Rows,
  dimensions: number,
  count: number,
  kernel: SimilarityKernel,
  pacer: Pacer,
): Promise<Float32Array> {
  const columns = { values: await transpose(sample.values, sample.count, dimensions, pacer), count: dimensions };
  const directions = sample.values.slice(0, count * dimensions);
  for (let round = 1; round <= ROUNDS; round++) {
    const weights = await kernel.products({ values: directions, count }, sample, dimensions);
    directions.set(await kernel.products({ values: weights.slice(), count }, columns, sample.count));
    await orthonormalise(directions, dimensions, pacer);
  }
  // Once more, for what the first time lost to rounding.
  await orthonormalise(directions, dimensions, pacer);
  return directions;
}

/** Modified Gram-Schmidt. */
async function orthonormalise(directions: Float32Array, dimensions: number, pacer: Pacer): Promise<void> {
  for (let start = 0; start < directions.length; start += dimensions) {
    const before = Math.sqrt(quickDotProduct(directions, start, directions, start, dimensions));
    for (let other = 0; other < start; other += dimensions) {
      const overlap = quickDotProduct(directions, start, directions, other, dimensions);
      addScaled(directions, start, other, -overlap, dimensions);
    }
    const length = Math.sqrt(quickDotProduct(directions, start, directions, start, dimensions));
    const scale = length <= before * DEPENDENT ? 0 : 1 / length;
    for (let d = start; d < start + dimensions; d++) directions[d] = (directions[d] as number) * scale;
    await pacer.yieldIfDue();
  }
}

function addScaled(values: Float32Array, to: number, from: number, scale: number, dimensions: number): void {
  for (let d = 0; d < dimensions; d++) {
    values[to + d] = (values[to + d] as number) + scale * (values[from + d] as number);
  }
}

async function transpose(values: Float32Array, rows: number, columns: number, pacer: Pacer): Promise<Float32Array> {
  const transposed = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      transposed[column * rows + row] = values[row * columns + column] as number;
    }
    await pacer.yieldIfDue();
  }
  return transposed;
}
