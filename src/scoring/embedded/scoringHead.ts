import type { ModelSession } from '../../inference/session';

const CLASSES = 6;

/**
 * Runs a head over rows of features.
 * @returns one expectation Σ i·p_i over the six classes for each row, in [1, 6]
 */
export async function expectations(head: ModelSession, rows: readonly (readonly number[])[]): Promise<number[]> {
  if (rows.length === 0) return [];
  const width = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * width);
  rows.forEach((row, index) => data.set(row, index * width));
  const { probabilities } = await head.run({ features: { data, dims: [rows.length, width] } });
  if (probabilities?.length !== rows.length * CLASSES) throw new TypeError('The head does not give six classes a row.');
  return rows.map((_, index) => expectation(probabilities.subarray(index * CLASSES, (index + 1) * CLASSES)));
}

function expectation(probabilities: Float32Array): number {
  let weighted = 0;
  let total = 0;
  probabilities.forEach((probability, index) => {
    weighted += (index + 1) * probability;
    total += probability;
  });
  return Math.min(CLASSES, Math.max(1, weighted / total));
}
