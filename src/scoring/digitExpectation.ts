/** The score classes of the released scorers: the digits that a scorer answers with. */
export const SCORE_DIGITS = ['1', '2', '3', '4', '5', '6'] as const;
/** The scores that the digits stand for. */
export const DIGIT_SCORES: readonly number[] = SCORE_DIGITS.map(Number);

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
  return Math.max(...values) === -Infinity ? undefined : softmaxExpectation(values, DIGIT_SCORES);
}

/**
 * Σ scores_i · softmax(logits)_i.
 * @param logits one a score, at least one of them finite, none +Infinity or NaN
 */
export function softmaxExpectation(logits: readonly number[], scores: readonly number[]): number {
  const highest = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, index) => sum + (scores[index] ?? 0) * weight, 0) / total;
}
