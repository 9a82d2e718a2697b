import { picture } from '../pictures/svg';
import { cardOf, type CardFacts } from './card';
import { cardHtml, cardMarkdown } from './cardFiles';
import { distributionsDrawing } from './distributionsDrawing';

/** What a comparison is written as, by the ending of the file's name. */
const WRITERS = {
  svg: ({ comparison }: CardFacts) => picture(distributionsDrawing(comparison)),
  md: (facts: CardFacts) => cardMarkdown(cardOf(facts)),
  html: (facts: CardFacts) => cardHtml(cardOf(facts)),
} as const;

export type ComparisonEnding = keyof typeof WRITERS;
export const COMPARISON_ENDINGS = Object.keys(WRITERS) as ComparisonEnding[]; // The keys are the endings.

/** A figure (SVG), or a card with all that is known (Markdown, HTML). */
export function comparisonFile(ending: ComparisonEnding, facts: CardFacts): string {
  return WRITERS[ending](facts);
}
