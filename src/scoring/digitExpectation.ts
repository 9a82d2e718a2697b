/** The score classes of the released scorers: the digits that a scorer answers with. */
export const SCORE_DIGITS = ['1', '2', '3', '4', '5', '6'] as const;

/**
 * Σ i · softmax(x)_i over the six score digits, i = 1..6. Log-probabilities serve as well as logits, because the
 * normaliser cancels, provided that the temperature is 1.
 * @param logProbabilities of the digits 1 to 6, in that order; -Infinity for a digit of probability zero
 * @returns a number in [1, 6], or undefined when a digit is missing or none has any probability: no score is invented
 */
export function digitExpectation(logProbabilities: readonly (number | undefined)[]): number | undefined {
  if (logProbabilities.length !== SCORE_DIGITS.length) return undefined;
  const values: number[] = [];
  for (const value of logProbabilities) {
    if (value === undefined || Number.isNaN(value) || value === Infinity) return undefined;
    values.push(value);
  }
  const highest = Math.max(...values);
  if (highest === -Infinity) return undefined;
  const weights = values.map((value) => Math.exp(value - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, index) => sum + (index + 1) * weight, 0) / total;
}
