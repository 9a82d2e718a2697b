import { quickDotProduct } from './cosine';
import type { Pacer } from './pacer';
import { principalDirections } from './principalDirections';
import { productErrorBound, type Rows, type SimilarityKernel } from './similarityKernel';

/** Directions further from orthonormal than this are not used. */
const LARGEST_SKEW = 1e-3;

/** Directions that suit rows of so many dimensions; with the length left over a short row has 96 or 128 values. */
export function directionsFor(dimensions: number): number {
  return Math.min(dimensions, dimensions < 768 ? 95 : 127);
}

/**
 * Shortens rows so that the inner product of two short rows is an upper bound of the rows' similarity. A short row is
 * the row's coordinates p along a few orthonormal directions and the length t of what those leave: by Cauchy-Schwarz
 * u·w ≤ p·p' + t·t'. The fewer directions hold most of a row, the tighter the bound.
 */
export class Projection {
  /** Values in a short row. */
  readonly width: number;
  /** How far below the similarity the product of two short rows may come out for rounding. */
  readonly margin: number;
  private readonly slack: number;

  private constructor(
    private readonly directions: Rows,
    private readonly dimensions: number,
    skew: number,
    private readonly kernel: SimilarityKernel,
  ) {
    this.width = directions.count + 1;
    // Let V be the directions, V·Vᵀ = I + E with ‖E‖ ≤ skew, and d bound the error of all coordinates together: each
    // errs by at most one product's bound. Then p·p' may be 2·skew + 2d + d² short of the part of u·w within the
    // directions, and 1 - |p|² may be 2·skew + 2d + d² + 2⁻¹⁹ short of the squared length of the rest. Adding slack
    // to the squares makes up for both: √(a + s)·√(b + s) ≥ √(a·b) + s. What remains are two products' roundings.
    const coordinates = Math.sqrt(directions.count) * productErrorBound(dimensions);
    this.slack = 2 * skew + 3 * coordinates + 2 ** -18;
    this.margin = 2 * productErrorBound(dimensions);
  }

  /**
   * Learns the directions from a sample of rows of length 1. Directions that rounding made unfit are replaced by none,
   * which bounds every similarity by 1.
   */
  static async learn(
    sample: Rows,
    dimensions: number,
    largestCount: number,
    kernel: SimilarityKernel,
    pacer: Pacer,
  ): Promise<Projection> {
    const count = Math.min(largestCount, sample.count);
    const values = await principalDirections(sample, dimensions, count, kernel, pacer);
    const skew = await skewOf(values, dimensions, pacer);
    if (skew <= LARGEST_SKEW) return new Projection({ values, count }, dimensions, skew, kernel);
    return new Projection({ values: values.fill(0), count }, dimensions, 0, kernel);
  }

  /** @returns row-major rows.count × width */
  async shorten(rows: Rows): Promise<Float32Array> {
    const { width } = this;
    const count = width - 1;
    const coordinates = await this.kernel.products(rows, this.directions, this.dimensions);
    const short = new Float32Array(rows.count * width);
    for (let row = 0; row < rows.count; row++) {
      short.set(coordinates.subarray(row * count, (row + 1) * count), row * width);
      const held = quickDotProduct(coordinates, row * count, coordinates, row * count, count);
      const left = Math.sqrt(Math.max(0, 1 - held) + this.slack);
      short[row * width + count] = left * (1 + 2 ** -20);
    }
    return short;
  }
}

/** An upper bound of ‖V·Vᵀ − I‖ over the directions that are not zero: its largest row sum. */
async function skewOf(directions: Float32Array, dimensions: number, pacer: Pacer): Promise<number> {
  const sums = new Float64Array(directions.length / dimensions);
  for (let i = 0; i < sums.length; i++) {
    for (let j = 0; j <= i; j++) {
      const product = quickDotProduct(directions, i * dimensions, directions, j * dimensions, dimensions);
      if (i !== j) sums[j] = (sums[j] as number) + Math.abs(product);
      const expected = i === j && product > 0 ? 1 : 0;
      sums[i] = (sums[i] as number) + Math.abs(product - expected);
    }
    await pacer.yieldIfDue();
  }
  return Math.max(...sums);
}
