import { isUnspaced } from './segmentation';

const HANGUL = /^\p{Script=Hangul}/u;
/** Enough of a word to tell what it is about, and short enough to drop most inflections. */
const STEM_LENGTH = 5;
const HANGUL_STEM_LENGTH = 2;

/**
 * The distinct terms of a text, for comparing what two texts are about: words cut to a stem, and pairs of neighbouring
 * characters in scripts written without spaces. No stop list: frequent terms weigh little by their rarity.
 */
export function termsOf(words: readonly string[]): Set<string> {
  const terms = new Set<string>();
  words.forEach((word, index) => {
    if (!isUnspaced(word)) terms.add(stem(word));
    else {
      const next = words[index + 1];
      if (next !== undefined && isUnspaced(next)) terms.add(word + next);
    }
  });
  return terms;
}

function stem(word: string): string {
  if (word.length <= HANGUL_STEM_LENGTH) return word;
  return word.slice(0, HANGUL.test(word) ? HANGUL_STEM_LENGTH : STEM_LENGTH);
}
