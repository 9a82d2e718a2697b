import { linesOf, sentencesOf, wordsOf } from './segmentation';
import { hashPair, hashText } from './textHash';
import type { WordStatistics } from './wordStatistics';

/** A response next to its instruction, analysed once. */
interface ResponseView {
  readonly text: string;
  readonly words: readonly string[];
  readonly distinct: ReadonlySet<string>;
  readonly sentences: readonly string[];
  readonly lines: readonly string[];
  readonly pairs: ReadonlyMap<number, number>;
  readonly instructionWords: readonly string[];
  readonly instructionDistinct: ReadonlySet<string>;
  readonly instructionPairs: ReadonlyMap<number, number>;
  readonly statistics: WordStatistics;
}

const log = Math.log1p;
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const flag = (value: boolean): number => (value ? 1 : 0);
const share = (part: number, whole: number): number => part / Math.max(1, whole);

const REFUSAL =
  /\bi(?:['’]m| am) (?:sorry|afraid|unable|not able)|\bi (?:can(?:no|['’])t|cannot|am unable to|won['’]t|will not|do not feel comfortable|don['’]t have (?:access|the ability|enough|personal))|\bunfortunately,? i\b|\bi apologi[sz]e|抱歉|对不起|无法(?:提供|回答|完成|帮助)|不能(?:提供|回答|帮)|죄송|할 수 없습니다/i;
const ASSISTANT_BOILERPLATE =
  /\bas an? (?:ai|artificial intelligence|language model|large language)|作为(?:一个)?(?:人工智能|AI|语言模型)/i;
const LEFTOVER = /<no ?input>|<nooutput>|^\s*(?:input|output|instruction|response|human|user)\s*:|###|<\|/im;
const PLACEHOLDER = /\[[A-Z][^\]\n]{1,30}\]|\bXXX\b|lorem ipsum|\bTODO\b/g;
const TRANSITION =
  /\b(?:however|therefore|thus|for example|for instance|such as|because|additionally|furthermore|moreover|in addition|overall|in conclusion|finally|first(?:ly)?|second(?:ly)?|specifically|as a result|while|although)\b|因此|例如|比如|此外|首先|其次|最后|总之|因为|但是/gi;
const TERMINAL = /[.!?。！？…:：)"'”’`\]}>）」|;]\s*$/;
const OPENERS = '([{（「“';
const CLOSERS = ')]}）」”';

/** Every feature of a response, by name; the order is the order of the quality head's inputs. */
const FEATURES: Readonly<Record<string, (view: ResponseView) => number>> = {
  words: (view) => log(view.words.length),
  sentences: (view) => log(view.sentences.length),
  lines: (view) => log(view.lines.length),
  sentenceLength: (view) => log(share(view.words.length, view.sentences.length)),
  wordLength: (view) => share(view.words.join('').length, view.words.length),
  longWords: (view) => share(view.words.filter((word) => word.length >= 8).length, view.words.length),
  variety: (view) => view.distinct.size / Math.sqrt(Math.max(1, view.words.length)),
  distinctPairs: (view) => share(view.pairs.size, view.words.length - 1),
  commonestPair: (view) => maximum(view.pairs.values()) / Math.sqrt(Math.max(1, view.words.length)),
  repeatedLines: (view) => 1 - share(new Set(view.lines).size, view.lines.length),
  repeatedSentences: (view) => 1 - share(new Set(view.sentences).size, view.sentences.length),
  bullets: (view) => log(count(view.text, /^\s*[-*•]\s/gm)),
  numbered: (view) => log(count(view.text, /^\s*\d+[.)、]\s?/gm)),
  headings: (view) => log(count(view.text, /^\s*#{1,6}\s/gm)),
  bold: (view) => log(count(view.text, /\*\*[^*\n]+\*\*/g)),
  fenced: (view) => flag(view.text.includes('```')),
  code: (view) =>
    log(count(view.text, /[{};]\s*$|^\s*(?:def|class|import|from|return|public|const|let|var|#include)\b|\w\(\)?/gm)),
  mathSigns: (view) => log(count(view.text, /[=+×÷√∑∫≤≥^]|\\[a-z]+/g)),
  numbers: (view) => log(count(view.text, /\d+(?:[.,]\d+)*/g)),
  questions: (view) => log(count(view.text, /[?？]/g)),
  exclamations: (view) => log(count(view.text, /[!！]/g)),
  commas: (view) => log(count(view.text, /[,，、;；]/g)),
  parentheses: (view) => log(count(view.text, /[(（]/g)),
  quotes: (view) => log(count(view.text, /["“”「」]/g)),
  capitals: (view) => share(count(view.text, /\b[A-Z][a-z]+/g), view.words.length),
  links: (view) => log(count(view.text, /https?:\/\//g)),
  transitions: (view) => log(count(view.text, TRANSITION)),
  firstPerson: (view) => share(count(view.text, /\b(?:I|my|me)\b|我/g), view.words.length),
  secondPerson: (view) => share(count(view.text, /\byou(?:rs?)?\b|你|您/gi), view.words.length),
  refusal: (view) => flag(REFUSAL.test(view.text.slice(0, 400))),
  boilerplate: (view) => flag(ASSISTANT_BOILERPLATE.test(view.text)),
  leftover: (view) => flag(LEFTOVER.test(view.text)),
  placeholders: (view) => log(count(view.text, PLACEHOLDER)),
  greeting: (view) =>
    flag(/^\s*(?:sure|certainly|of course|absolutely|great question|hello|hi\b|当然|好的)/i.test(view.text)),
  empty: (view) => flag(view.words.length === 0),
  veryShort: (view) => flag(view.words.length <= 3),
  endsTerminated: (view) => flag(TERMINAL.test(view.text)),
  endsUnlikeOtherLines: (view) => endsUnlikeOtherLines(view.lines),
  openBrackets: (view) => log(openBrackets(view.text)),
  openFence: (view) => count(view.text, /```/g) % 2,
  lastWordRarity: (view) => (view.words.length === 0 ? 0 : view.statistics.rarity(view.words.at(-1) ?? '')),
  startsLower: (view) => flag(/^\s*[a-z]/.test(view.text)),
  pairFluency: (view) => view.statistics.knownPairShare(view.words) ?? 0.5,
  meanRarity: (view) =>
    share(
      sum(view.distinct, (word) => view.statistics.rarity(word)),
      view.distinct.size,
    ),
  coverage: (view) => weightedOverlap(view.instructionDistinct, view.distinct, view.statistics),
  onTopic: (view) => weightedOverlap(view.distinct, view.instructionDistinct, view.statistics),
  rarestShared: (view) => rarestShared(view),
  copiedPairs: (view) => share(sharedPairs(view.pairs, view.instructionPairs), view.words.length - 1),
  copiedInstruction: (view) => share(sharedPairs(view.instructionPairs, view.pairs), view.instructionWords.length - 1),
  newWords: (view) => log([...view.distinct].filter((word) => !view.instructionDistinct.has(word)).length),
  lengthRatio: (view) => Math.log((view.words.length + 1) / (view.instructionWords.length + 1)),
  instructionWords: (view) => log(view.instructionWords.length),
};

export const RESPONSE_FEATURES: readonly string[] = Object.keys(FEATURES);

/** The features of a response to an instruction in the order of `RESPONSE_FEATURES`. */
export function responseFeatures(instruction: string, response: string, statistics: WordStatistics): number[] {
  const words = wordsOf(response);
  const instructionWords = wordsOf(instruction);
  const view: ResponseView = {
    text: response,
    words,
    distinct: new Set(words),
    sentences: sentencesOf(response),
    lines: linesOf(response),
    pairs: countPairs(words),
    instructionWords,
    instructionDistinct: new Set(instructionWords),
    instructionPairs: countPairs(instructionWords),
    statistics,
  };
  return Object.values(FEATURES).map((feature) => feature(view));
}

function countPairs(words: readonly string[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const hashes = words.map((word) => hashText(word));
  for (let index = 1; index < hashes.length; index++) {
    const pair = hashPair(hashes[index - 1] ?? 0, hashes[index] ?? 0);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** How many pair occurrences of the first text occur in the second. */
function sharedPairs(pairs: ReadonlyMap<number, number>, others: ReadonlyMap<number, number>): number {
  let shared = 0;
  for (const [pair, occurrences] of pairs) if (others.has(pair)) shared += occurrences;
  return shared;
}

/** Share of the first text's words that the second contains, each word weighted by its rarity. */
function weightedOverlap(words: ReadonlySet<string>, others: ReadonlySet<string>, statistics: WordStatistics): number {
  let whole = 0;
  let shared = 0;
  for (const word of words) {
    const weight = statistics.rarity(word) ** 2;
    whole += weight;
    if (others.has(word)) shared += weight;
  }
  return whole === 0 ? 0 : shared / whole;
}

function rarestShared(view: ResponseView): number {
  let rarest = 0;
  for (const word of view.distinct) {
    if (view.instructionDistinct.has(word)) rarest = Math.max(rarest, view.statistics.rarity(word));
  }
  return rarest;
}

/** 1 where the last line lacks the closing punctuation that most other lines have. */
function endsUnlikeOtherLines(lines: readonly string[]): number {
  if (lines.length === 0 || TERMINAL.test(lines.at(-1) ?? '')) return 0;
  return lines.slice(0, -1).filter((line) => TERMINAL.test(line)).length / Math.max(1, lines.length - 1);
}

function openBrackets(text: string): number {
  let open = 0;
  for (const character of text) {
    if (OPENERS.includes(character)) open++;
    else if (CLOSERS.includes(character)) open--;
  }
  return Math.abs(open);
}

function maximum(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, value);
  return largest;
}

function sum(words: ReadonlySet<string>, value: (word: string) => number): number {
  let total = 0;
  for (const word of words) total += value(word);
  return total;
}
