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
