import { fillTemplate, PROMPT_TEMPLATES } from '../scoring/promptTemplates';
import type { TrainingText } from './trainingTexts';

export const SET_FORMATS = ['sharegpt', 'messages'] as const;
export type SetFormat = (typeof SET_FORMATS)[number];

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
