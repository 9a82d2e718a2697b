import { withoutThoughts } from '../../common/modelAnswer';
import type { Reading } from '../run/reading';

const [LOWEST, HIGHEST] = [1, 10];
const RATING = /\[\[\s*(\d+(?:\.\d+)?)\s*\]\]/g;

/** Reads `[[7]]` or `[[7.5]]`, whatever text stands around it; an answer with two different ratings has none. */
export function readRating(answer: string): Reading<number> {
  const [rating, ...others] = new Set(
    [...withoutThoughts(answer).matchAll(RATING)].map(([, digits]) => Number(digits)),
  );
  if (rating === undefined) return { problem: 'it holds no rating in double brackets' };
  if (others.length > 0) return { problem: 'it holds more than one rating' };
  if (rating < LOWEST || rating > HIGHEST) return { problem: `its rating is not from ${LOWEST} to ${HIGHEST}` };
  return { value: rating };
}
