/** The first `count` rows of a row-major matrix. */
export interface Rows {
  readonly values: Float32Array;
  readonly count: number;
}

/**
 * Inner products in bulk. Selection uses them to tell which pairs need the exact similarity, never as a result, so an
 * implementation is free in the order of summation but must work in IEEE float32 or better.
 */
export interface SimilarityKernel {
  /**
   * left · rightᵀ.
   * @returns row-major left.count × right.count; valid until the next call
   */
  products(left: Rows, right: Rows, dimensions: number): Promise<Float32Array>;
  /** Absent where products have to be formed before anything is asked of them. */
  readonly reductions?: ProductReductions;
}

/** By left row, what counts of a product: how far it is above the one, and at most the other. */
export interface ProductClamp {
  readonly above: Float32Array;
  readonly most: Float32Array;
}

/** By row of each side. */
export interface OfBothSides {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** What is asked of left · rightᵀ without having the products handed over; in float32, summed in any order. */
export interface ProductReductions {
  /** The sums of the positive products, by row of either side. */
  positiveSums(left: Rows, right: Rows, dimensions: number): Promise<OfBothSides>;
  /** By right row, the sum over the left rows of min(most, max(0, product − above)). */
  clampedSums(left: Rows, right: Rows, dimensions: number, clamp: ProductClamp): Promise<Float32Array>;
  /** The products that are above the limit of one of their two rows. */
  above(left: Rows, right: Rows, dimensions: number, limits: OfBothSides): Promise<FoundProducts>;
}

/** Some products of a row-major matrix. */
export interface FoundProducts {
  /** Their places, ascending. */
  readonly places: Int32Array;
  readonly products: Float32Array;
}

/**
 * How far a kernel's product of two rows of length 1 (within the tolerance of `RowBlock`) may be from their cosine
 * similarity. A float32 inner product of D terms errs by at most γ_D·|a|·|b|, γ_D = D·u / (1 − D·u), u = 2⁻²⁴, in
 * whatever order it is summed (Higham, Accuracy and Stability of Numerical Algorithms, §3.1). Scaling the rows to
 * length 1 in float32 adds 2u, lengths off by the tolerance add twice that tolerance; the rest is slack.
 */
export function productErrorBound(dimensions: number): number {
  const roundings = (dimensions + 8) * 2 ** -24;
  return (roundings / (1 - roundings)) * 1.01 + 2 ** -18;
}

/** How far float32 may be from the sum of numbers that are not negative, in whatever order, as a part of that sum (see above). */
export function sumErrorBound(terms: number): number {
  return (terms + 8) * 2 ** -23;
}

/** More than a number in [-2, 2] changes when it is rounded to float32. */
export const ROUNDING = 2 ** -22;
