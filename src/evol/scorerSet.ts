import { fillTemplate, PROMPT_TEMPLATES } from '../scoring/promptTemplates';
import type { TrainingText } from './trainingTexts';
import type { SetFormat } from './types';

/** A row of a fine-tuning set: the released scorers' prompt, byte for byte, and the digit as its answer. */
export function trainingRow({ dimension, score, turn }: TrainingText, format: SetFormat): object {
  const prompt = fillTemplate(PROMPT_TEMPLATES[dimension], turn);
  const digit = String(Math.round(score));
  if (format === 'sharegpt') {
    return {
      conversations: [
        { from: 'human', value: prompt },
        { from: 'gpt', value: digit },
      ],
    };
  }
  return {
    messages: [
      { role: 'user', content: prompt },
      { role: 'assistant', content: digit },
    ],
  };
}
