import { withoutThoughts } from '../../common/modelAnswer';
import type { Reading } from '../run/reading';

/** The better of two outputs. */
export type Preference = 'a' | 'b' | 'tie';

/** In words that our own prompt names. */
export const readVerdict = verdictReader('tie');
/** In words that the prompts of FastChat name. */
export const readLetter = verdictReader('c');

/**
 * Reads `[[A]]` (what stood first is better), `[[B]]` or the word for a tie, whatever text stands around it; an answer
 * that holds two different ones says neither.
 */
function verdictReader(tie: string): (answer: string) => Reading<Preference> {
  const pattern = new RegExp(`\\[\\[\\s*(a|b|${tie})\\s*\\]\\]`, 'gi');
  return (answer) => {
    const found = [...withoutThoughts(answer).matchAll(pattern)].map(([, word = '']) => word.toLowerCase());
    const [verdict, ...others] = new Set(found);
    if (verdict === undefined) return { problem: 'it holds no verdict in double brackets' };
    if (others.length > 0) return { problem: 'it holds more than one verdict' };
    return { value: verdict === tie ? 'tie' : (verdict as 'a' | 'b') };
  };
}

/** The same verdict about outputs that stood the other way round. */
export function turned(verdict: Preference): Preference {
  return verdict === 'tie' ? 'tie' : verdict === 'a' ? 'b' : 'a';
}
