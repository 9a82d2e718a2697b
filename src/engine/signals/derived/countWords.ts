const SPACE = /[ \t\r\n]+/;
/** Letters and digits in a row, with marks around them: one word by every version of the rules. `_` would belong to it. */
const PLAIN_WORD = /^[!-/:-@[-^`{-~]*[A-Za-z0-9]+[!-/:-@[-^`{-~]*$/;

let segmenter: Intl.Segmenter | undefined;

/**
 * Words by Unicode segmentation: numbers, words, and characters of scripts that have no spaces as far as ICU divides them.
 * ICU is asked of what is no plain word between spaces alone, which no rule looks across: it takes much longer.
 */
export function countWords(text: string): number {
  let words = 0;
  const others: string[] = [];
  for (const piece of text.split(SPACE)) {
    if (PLAIN_WORD.test(piece)) words++;
    else if (piece !== '') others.push(piece);
  }
  return others.length === 0 ? words : words + countSegments(others.join(' '));
}

function countSegments(text: string): number {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' }); // Takes as long to make as all else here to load.
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike === true) words++;
  return words;
}
