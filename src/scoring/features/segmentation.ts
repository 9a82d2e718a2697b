/**
 * Words, sentences and lines of a text in any language, by Unicode properties alone. `Intl.Segmenter` is not used: its
 * dictionaries differ between ICU builds, and scores must not differ between platforms. Only characters added to
 * Unicode after the oldest supported runtime can still be classed differently.
 */

/** Scripts written without spaces: every character counts as a word of its own. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const UNSPACED_CHARACTER = new RegExp(`[${UNSPACED}]`, 'u');
const WORD = new RegExp(`[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+(?:['’]\\p{L}+)?`, 'gu');
const ASCII_WORD = /[A-Za-z0-9]+(?:'[A-Za-z]+)?/g;
const NON_ASCII = /[^\0-\x7f]/;

/** Lower-cased words in text order; a character of an unspaced script is a word. */
export function wordsOf(text: string): string[] {
  const lower = text.toLowerCase();
  return lower.match(NON_ASCII.test(lower) ? WORD : ASCII_WORD) ?? [];
}

/** Whether the word is a single character of a script written without spaces. */
export function isUnspaced(word: string): boolean {
  return word.charCodeAt(0) > 0x7f && UNSPACED_CHARACTER.test(word);
}

const SENTENCE_END = /(?<=[.!?…][)"'”’\]]*)\s+|(?<=[。！？])|\n+/u;

/** Sentences with content, trimmed; a line break ends a sentence. */
export function sentencesOf(text: string): string[] {
  return text
    .split(SENTENCE_END)
    .filter((sentence) => sentence.trim() !== '')
    .map((sentence) => sentence.trim());
}

/** The words of each sentence that has any. */
export function wordsOfSentences(sentences: readonly string[]): string[][] {
  return sentences.map(wordsOf).filter((words) => words.length > 0);
}

/** Lines with content, trimmed. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
