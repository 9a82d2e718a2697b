/** Scales a vector to length 1 in place; a vector of zeros, or of anything but numbers, becomes zeros. */
export function normalise(vector: Float32Array): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  if (!(length > 0 && Number.isFinite(length))) vector.fill(0);
  else for (let index = 0; index < vector.length; index++) vector[index] = (vector[index] as number) / length;
}
