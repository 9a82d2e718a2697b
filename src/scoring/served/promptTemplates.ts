import type { Turn } from '../../dataset/conversation';
import { fillTemplate, PROMPT_TEMPLATES } from '../promptTemplates';

/** Raised when a template changes: scores under another one are not the same scores. */
export const TEMPLATE_VERSION = '1';

export function complexityPrompt(turn: Turn): string {
  return fillTemplate(PROMPT_TEMPLATES.complexity, turn);
}

export function qualityPrompt(turn: Turn): string {
  return fillTemplate(PROMPT_TEMPLATES.quality, turn);
}

/** What the released quality scorer gives to a known pair: tells whether a served model is what it claims to be. */
export const REFERENCE_EXAMPLE = {
  instruction: 'word to describe UI with helpful tooltips',
  response: 'User-friendly or intuitive UI',
  qualityScore: 2.0230105920381902,
} as const;
