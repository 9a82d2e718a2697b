import { DIGITS, stubTokens } from './stubModel';
import { STUB_MODELS } from './stubOptions';

/** The prompts of the released scorers, written out anew: the tests would see a changed byte. */
export function complexityPromptOf(instruction: string): string {
  return (
    'You are a helpful assistant. Please identify the complexity score of the following user query. \n##Query: ' +
    instruction +
    '  \n##Complexity: '
  );
}

export function qualityPromptOf(instruction: string, response: string): string {
  return (
    'You are a helpful assistant. Please identify the quality score of the Response corresponding to the Question. \n #Question#:\n' +
    instruction +
    '\n#Response#:\n' +
    response +
    ' \n##Quality: '
  );
}

/** Σ i · softmax(logits of the six digits)_i, from the stub's logits by hand. */
export function expectationOf(model: string, prompt: string): number {
  const logits = stubTokens(model, prompt).filter(({ text }) => DIGITS.some((digit) => digit === text));
  let [weighted, total] = [0, 0];
  for (const { text, logit } of logits) {
    weighted += Number(text) * Math.exp(logit);
    total += Math.exp(logit);
  }
  return weighted / total;
}

export function expectedScores(instruction: string, response: string) {
  return {
    complexityScore: expectationOf(STUB_MODELS.complexity, complexityPromptOf(instruction)),
    qualityScore: expectationOf(STUB_MODELS.quality, qualityPromptOf(instruction, response)),
  };
}
