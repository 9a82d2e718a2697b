/**
 * Cosine similarity as the selection defines it: float64 arithmetic over the given float32 values, summed in index
 * order, `dot / √(|a|² · |b|²)`. A zero vector has similarity 0 with everything. For equal vectors this form gives
 * exactly 1; rounding beyond [-1, 1] is cut off, so that τ = 1 rejects nothing.
 */
export function cosineSimilarity(dot: number, squaredNormA: number, squaredNormB: number): number {
  if (squaredNormA === 0 || squaredNormB === 0) return 0;
  return Math.max(-1, Math.min(1, dot / Math.sqrt(squaredNormA * squaredNormB)));
}

/** Products of float32 values are exact in float64; only the sum rounds. */
export function dotProduct(
  a: Float32Array,
  aOffset: number,
  b: Float32Array,
  bOffset: number,
  dimensions: number,
): number {
  let sum = 0;
  for (let d = 0; d < dimensions; d++) sum += (a[aOffset + d] as number) * (b[bOffset + d] as number);
  return sum;
}

/**
 * `dotProduct` summed in four parts, several times as fast: one sum alone waits for each addition to end. Differs by
 * rounding only, see `QUICK_ERROR`.
 */
export function quickDotProduct(
  a: Float32Array,
  aOffset: number,
  b: Float32Array,
  bOffset: number,
  dimensions: number,
): number {
  const whole = dimensions & ~3;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let d = 0; d < whole; d += 4) {
    s0 += (a[aOffset + d] as number) * (b[bOffset + d] as number);
    s1 += (a[aOffset + d + 1] as number) * (b[bOffset + d + 1] as number);
    s2 += (a[aOffset + d + 2] as number) * (b[bOffset + d + 2] as number);
    s3 += (a[aOffset + d + 3] as number) * (b[bOffset + d + 3] as number);
  }
  const rest = dotProduct(a, aOffset + whole, b, bOffset + whole, dimensions - whole);
  return s0 + s1 + (s2 + s3) + rest;
}

/**
 * No two orders of summation put a cosine similarity further apart than this: each is off by at most D · 2⁻⁵³ for D
 * dimensions, up to millions.
 */
export const QUICK_ERROR = 1e-9;

/** Finite exactly when every value is: squares of finite float32 values cannot overflow float64. */
export function squaredNorm(values: Float32Array, offset: number, dimensions: number): number {
  return dotProduct(values, offset, values, offset, dimensions);
}
