/** Raised when a template changes: scores under another one are not the same scores. */
export const TEMPLATE_VERSION = '1';

/**
 * The input of the released complexity scorer, byte for byte: two spaces before the second newline, and a space at the
 * end, which is a token of its own.
 */
export function complexityPrompt(instruction: string): string {
  return `You are a helpful assistant. Please identify the complexity score of the following user query. \n##Query: ${instruction}  \n##Complexity: `;
}

/** The input of the released quality scorer, byte for byte: a space before ` #Question#` and at the end. */
export function qualityPrompt(instruction: string, response: string): string {
  return `You are a helpful assistant. Please identify the quality score of the Response corresponding to the Question. \n #Question#:\n${instruction}\n#Response#:\n${response} \n##Quality: `;
}

/** What the released quality scorer gives to a known pair: tells whether a served model is what it claims to be. */
export const REFERENCE_EXAMPLE = {
  instruction: 'word to describe UI with helpful tooltips',
  response: 'User-friendly or intuitive UI',
  qualityScore: 2.0230105920381902,
} as const;
