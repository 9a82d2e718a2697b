import type { Turn } from '../dataset/conversation';

/** What a scorer judges. */
export const SCORE_KINDS = ['complexity', 'quality'] as const;
export type ScoreKind = (typeof SCORE_KINDS)[number];

/** Tokens, prompt and answer together, that the released scorers were trained with. */
export const TRAINED_CONTEXT_LENGTH = 2048;

/**
 * The input of the released scorers, byte for byte, typing slips and the space at the end included: the model answers
 * with a digit right after it.
 * Source: hkust-nlp/deita, `src/deita/selection/scorer/llama_scorer.py`.
 */
export const PROMPT_TEMPLATES: Readonly<Record<ScoreKind, string>> = {
  complexity:
    'You are a helpful assistant. Please identify the complexity score of the following user query. \n' +
    '##Query: {instruction}  \n##Complexity: ',
  quality:
    'You are a helpful assistant. Please identify the quality score of the Response corresponding to the Question. \n' +
    ' #Question#:\n{instruction}\n#Response#:\n{response} \n##Quality: ',
};

/** Puts a turn into a template. A turn's own text stays as it is, whatever stands in it. */
export function fillTemplate(template: string, { instruction, response }: Turn): string {
  return template.replace(/\{(instruction|response)\}/g, (_, part) =>
    part === 'instruction' ? instruction : response,
  );
}
