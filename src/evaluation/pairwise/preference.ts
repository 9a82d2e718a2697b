import { withoutThoughts } from '../../common/modelAnswer';
import type { Reading } from '../run/reading';

/** The better of two outputs. */
export type Preference = 'a' | 'b' | 'tie';

const VERDICT = /\[\[\s*(a|b|tie)\s*\]\]/gi;

/**
 * Reads `[[A]]` (what stood first is better), `[[B]]` or `[[tie]]`, whatever text stands around it; an answer that holds
 * two different ones says neither.
 */
export function readVerdict(answer: string): Reading<Preference> {
  const found = [...withoutThoughts(answer).matchAll(VERDICT)].map(([, word = '']) => word.toLowerCase());
  const [verdict, ...others] = new Set(found);
  if (verdict === undefined) return { problem: 'it holds no verdict in double brackets' };
  if (others.length > 0) return { problem: 'it holds more than one verdict' };
  return { value: verdict as Preference };
}

/** The same verdict about outputs that stood the other way round. */
export function turned(verdict: Preference): Preference {
  return verdict === 'tie' ? 'tie' : verdict === 'a' ? 'b' : 'a';
}
