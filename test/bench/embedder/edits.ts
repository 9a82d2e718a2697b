import type { Random } from '../../../src/common/random';
import { pickSpan, replaceSpan, textOf, wordSpans, type Language } from './words';

/** Changes a text; undefined where the edit does not apply to it. */
export type Edit = (text: string, language: Language, random: Random) => string | undefined;

const LETTER = /^\p{L}+$/u;
const FILLERS: Readonly<Record<Language, readonly string[]>> = {
  en: ['please', 'really', 'just', 'also', 'actually', 'now', 'very'],
  ko: ['좀', '정말', '진짜', '혹시', '그냥', '너무'],
  zh: ['请', '非常', '具体', '一下', '其实', '也'],
};
const TEMPLATES: Readonly<Record<Language, readonly ((text: string) => string)[]>> = {
  en: [
    (text) => `Please ${lowerFirst(text)}`,
    (text) => `Can you help me? ${text}`,
    (text) => `I have a request: ${lowerFirst(text)}`,
    (text) => `${text} Thank you!`,
  ],
  ko: [(text) => `혹시 ${text}`, (text) => `${text} 고마워`, (text) => `질문이 있어. ${text}`],
  zh: [(text) => `请问，${text}`, (text) => `${text}谢谢！`, (text) => `我有一个问题：${text}`],
};

/** Edits after which a text is still the same row for training: near-duplicates that should be found. */
export const LIGHT_EDITS = {
  typo,
  case: changeCase,
  punctuation: changePunctuation,
  spacing: changeSpacing,
  oneWord: changeOneWord,
  reordering: swapNeighbours,
  paraphrase: useTemplate,
} satisfies Record<string, Edit>;

/** Two letters of a word swapped, one dropped, one doubled, or one replaced by another letter of the text. */
function typo(text: string, language: Language, random: Random): string | undefined {
  const shortest = language === 'en' ? 4 : 2;
  const span = pickSpan(
    wordSpans(text, language),
    random,
    (word) => word.end - word.start >= shortest && LETTER.test(textOf(text, word)),
  );
  if (span === undefined) return undefined;
  const word = textOf(text, span);
  const at = random.below(word.length - 1);
  const [head, first, second, tail] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)];
  const stray = random.pick(Array.from(text).filter((character) => LETTER.test(character)));
  const wrong = random.pick([second + first, second, first + first + second, stray + second]);
  return replaceSpan(text, span, head + wrong + tail);
}

function changeCase(text: string, language: Language, random: Random): string | undefined {
  if (language !== 'en') return undefined;
  const titleCase = text.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1));
  return random.pick([text.toLowerCase(), titleCase, lowerFirst(text), text.toUpperCase()]);
}

function changePunctuation(text: string, _language: Language, random: Random): string {
  const bare = text.replace(/[\s.!?。！？]+$/u, '');
  return random.pick([bare, `${bare}!`, `${bare}...`, `${text} :)`, text.replace(/[,，、;:"'“”‘’]/gu, '')]);
}

/** A space dropped, or one put into a word. */
function changeSpacing(text: string, language: Language, random: Random): string | undefined {
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => ({ start: index, end: index + 1 }));
  if (spaces.length > 0 && random.next() < 0.5) return replaceSpan(text, random.pick(spaces), '');
  const word = pickSpan(wordSpans(text, language), random, ({ start, end }) => end - start >= 2);
  if (word === undefined) return undefined;
  const at = word.start + 1 + random.below(word.end - word.start - 1);
  return replaceSpan(text, { start: at, end: at }, ' ');
}

/** A word left out, a filler put in, or a word replaced by another word of the same text. */
function changeOneWord(text: string, language: Language, random: Random): string | undefined {
  const words = wordSpans(text, language).filter((span) => !/\p{N}/u.test(textOf(text, span)));
  if (words.length < 3) return undefined;
  const word = random.pick(words);
  const gap = language === 'zh' ? '' : ' ';
  const filler = random.pick(FILLERS[language]);
  const other = textOf(text, random.pick(words));
  return random.pick([
    () => replaceSpan(text, { start: word.start, end: wordEnd(text, word.end) }, ''),
    () => replaceSpan(text, { start: word.start, end: word.start }, filler + gap),
    () => replaceSpan(text, word, other),
  ])();
}

function wordEnd(text: string, end: number): number {
  return text.charAt(end) === ' ' ? end + 1 : end;
}

/** Two neighbouring sentences swapped, or two neighbouring words where there is one sentence. */
function swapNeighbours(text: string, language: Language, random: Random): string | undefined {
  const sentences = text.split(/(?<=[.!?。！？]["”]?)\s+|(?<=[。！？])/u);
  if (sentences.length > 1) {
    const at = random.below(sentences.length - 1);
    const swapped = sentences.splice(at, 2).reverse();
    sentences.splice(at, 0, ...swapped);
    return sentences.join(language === 'zh' ? '' : ' ');
  }
  const words = wordSpans(text, language);
  const at = random.below(words.length - 1);
  const [first, second] = words.slice(Math.max(0, at), at + 2);
  if (first === undefined || second === undefined) return undefined;
  const between = text.slice(first.end, second.start);
  const whole = { start: first.start, end: second.end };
  return replaceSpan(text, whole, textOf(text, second) + between + textOf(text, first));
}

function useTemplate(text: string, language: Language, random: Random): string {
  return random.pick(TEMPLATES[language])(text);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
