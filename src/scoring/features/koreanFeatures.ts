import { count, flag, share } from './measures';
import { sentencesOf } from './segmentation';

const LETTER = /\p{L}/gu;
const HANGUL = /\p{Script=Hangul}/gu;
const ANY_HANGUL = /\p{Script=Hangul}/u;
/** Korean quotes names and code in Latin letters: from this part of its letters on, a request is Korean. */
const KOREAN_SHARE = 0.3;
const ANSWERED_SHARE = 0.2;
/** With fewer letters an answer is a name, a formula or a number, and of no language. */
const LEAST_LETTERS = 20;
const WANTS_OTHER_LANGUAGE = /영어|영문|번역|중국어|일본어|코드|쿼리|파이썬|자바|SQL/i;
const NUMBER = /\d+/g;
const FILLERS =
  /다양한|매우|중요|도움이|필요합니다|할 수 있습니다|됩니다\.|것입니다|상황에 따라|여러 가지|바랍니다|꾸준히|적절|노력/g;
/** A request that ends as people write to friends: 해, 줘, 뭐야, 알려줌. */
const PLAIN_REQUEST = /[줘해어야냐지임음까][.!?~ㅋㅎㅠㅜ]*$/;
const FORMAL_END = /니다(?=[.!?]?)/g;
const POLITE_END = /요[.!?~]?(?=\s|$)/g;
/** Characters of an answer that are read; sentences that are compared. */
const READ_CHARACTERS = 1500;
const COMPARED_SENTENCES = 24;
const LEAST_SENTENCE = 5;
/** Shares of very short answers would be all or nothing. */
const LEAST_WORDS = 8;
const LEAST_ENDS = 3;

/** A Korean turn, taken apart once for all features. */
interface KoreanView {
  readonly instruction: string;
  readonly response: string;
  readonly words: number;
  readonly sentences: readonly string[];
}

/**
 * How an answer to a Korean request is written: Korean says much by endings and hardly anything by the words that
 * other languages' features look for. Shares of words or sentences, so that length does not decide.
 */
const FEATURES: Readonly<Record<string, (view: KoreanView) => number>> = {
  covered: ({ instruction, response }) => {
    const asked = syllablePairs(instruction);
    return share(shared(asked, syllablePairs(response)), asked.size);
  },
  otherLanguage: ({ instruction, response }) => flag(isInOtherLanguage(instruction, response)),
  newNumbers: ({ instruction, response, words }) => {
    const given = numbersOf(instruction);
    return perWord([...numbersOf(response)].filter((number) => !given.has(number)).length, words);
  },
  usedNumbers: ({ instruction, response }) => {
    const given = numbersOf(instruction);
    return share(shared(given, numbersOf(response)), given.size);
  },
  symbols: ({ response, words }) => perWord(count(response, /[→·—–×≥≤≈∎°%~]/g), words),
  brackets: ({ response, words }) => perWord(count(response, /[(（]/g), words),
  quotes: ({ response, words }) => perWord(count(response, /['"‘’“”「]/g), words),
  commas: ({ response, words }) => perWord(count(response, /[,，、]/g), words),
  colons: ({ response, words }) => perWord(count(response, /[:：]/g), words),
  fillers: ({ response, words }) => perWord(count(response, FILLERS), words),
  formalEnds: ({ response, sentences }) => formalEnds(response, sentences),
  politeEnds: ({ response, sentences }) => count(response, POLITE_END) / Math.max(LEAST_ENDS, sentences.length),
  formalToPlain: ({ instruction, response, sentences }) =>
    PLAIN_REQUEST.test(instruction.trim()) ? formalEnds(response, sentences) : 0,
  saidBefore: ({ sentences }) => saidBefore(sentences),
};

/** What is read of a Korean turn besides its sizes, in order. */
export const KOREAN_FEATURES: readonly string[] = Object.keys(FEATURES);

/** Whether a request is in Korean. */
export function isKorean(instruction: string): boolean {
  return ANY_HANGUL.test(instruction) && hangulShare(instruction) > KOREAN_SHARE;
}

/** The features of an answer to a Korean request, in the order of `KOREAN_FEATURES`. @param words how many it has */
export function koreanFeatures(instruction: string, response: string, words: number): number[] {
  const sentences = sentencesOf(response).filter((sentence) => sentence.length >= LEAST_SENTENCE);
  const view: KoreanView = { instruction, response, words, sentences };
  return Object.values(FEATURES).map((feature) => feature(view));
}

function perWord(part: number, words: number): number {
  return part / Math.max(LEAST_WORDS, words);
}

function formalEnds(response: string, sentences: readonly string[]): number {
  return count(response, FORMAL_END) / Math.max(LEAST_ENDS, sentences.length);
}

function isInOtherLanguage(instruction: string, response: string): boolean {
  return (
    count(response, LETTER) > LEAST_LETTERS &&
    hangulShare(response) < ANSWERED_SHARE &&
    !WANTS_OTHER_LANGUAGE.test(instruction)
  );
}

function hangulShare(text: string): number {
  return share(count(text, HANGUL), count(text, LETTER));
}

function numbersOf(text: string): Set<string> {
  return new Set(text.match(NUMBER));
}

function shared<Item>(of: ReadonlySet<Item>, others: ReadonlySet<Item>): number {
  let found = 0;
  for (const item of of) if (others.has(item)) found++;
  return found;
}

/** Neighbouring characters, white space left out: nearer to Korean stems than words, which carry endings. */
function syllablePairs(text: string): Set<string> {
  const dense = text.replace(/\s+/g, '').slice(0, READ_CHARACTERS);
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < dense.length; at++) pairs.add(dense.slice(at, at + 2));
  return pairs;
}

/** How much of a sentence the one before it that is most like it says, on average over all but the first. */
function saidBefore(sentences: readonly string[]): number {
  const pairs = sentences.slice(0, COMPARED_SENTENCES).map(syllablePairs);
  if (pairs.length < 2) return 0;
  const repeated = pairs.slice(1).map((own, index) => {
    const earlier = pairs.slice(0, index + 1);
    return Math.max(...earlier.map((before) => share(shared(own, before), Math.min(own.size, before.size))));
  });
  return repeated.reduce((sum, part) => sum + part, 0) / repeated.length;
}
