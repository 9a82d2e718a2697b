import { COMPLETION_FEATURES } from './completionFeatures';
import { COMPLIANCE_FEATURES } from './complianceFeatures';
import { count, flag, share } from './measures';
import { ORDER_FEATURES } from './orderFeatures';
import { RELEVANCE_FEATURES } from './relevanceFeatures';
import { wordsOf } from './segmentation';
import { STYLE_FEATURES } from './styleFeatures';
import { viewTurn, type Lexicon, type TurnView } from './turnView';

const log = Math.log1p;

const REFUSAL =
  /\bi(?:['’]m| am) (?:sorry|afraid|unable|not able)|\bi (?:can(?:no|['’])t|cannot|am unable to|won['’]t|will not|do not feel comfortable|don['’]t have (?:access|the ability|enough|personal)|(?:do not|don['’]t) know|have no idea)|\bunfortunately,? i\b|\bi apologi[sz]e|抱歉|对不起|无法(?:提供|回答|完成|帮助)|不能(?:提供|回答|帮)|不知道|죄송|(?:할|드릴) 수 없|모르겠|모릅니다|답변(?:하기|드리기) 어렵/i;
/** How an answer begins that is nothing but a refusal. */
const BARE_REFUSAL =
  /^\s*(?:sorry\b|no idea\b|n\/a\W*$|i(?:['’]m| am) (?:sorry|afraid|unable|not able)|i (?:can(?:no|['’])t|cannot|am unable|won['’]t|have no idea|(?:do not|don['’]t) (?:know|have))|unfortunately,? i|i apologi[sz]e|as an? (?:ai|artificial|language)|抱歉|对不起|很遗憾|我?不知道|作为(?:一个)?(?:人工智能|AI)|죄송|잘 모르|모르겠|모릅니다|저는 (?:인공지능|AI))/i;
const REFUSAL_WORDS = 40;
const ASSISTANT_BOILERPLATE =
  /\bas an? (?:ai|artificial intelligence|language model|large language)|作为(?:一个)?(?:人工智能|AI|语言模型)|(?:인공지능|AI|언어 모델)(?:로서|이라|입니다|이기)/i;
const LEFTOVER = /<no ?input>|<nooutput>|^\s*(?:input|output|instruction|response|human|user)\s*:|###|<\|/im;
const PLACEHOLDER = /\[[A-Z][^\]\n]{1,30}\]|\bXXX\b|lorem ipsum|\bTODO\b/g;
const TERMINAL = /[.!?。！？…:：)"'”’`\]}>）」|;]\s*$/;
const OPENERS = '([{（「“';
const CLOSERS = ')]}）」”';

/** What the response's text shows on its own. */
const SURFACE_FEATURES: Readonly<Record<string, (view: TurnView) => number>> = {
  words: (view) => log(view.response.words.length),
  sentences: (view) => log(view.sentences.length),
  lines: (view) => log(view.lines.length),
  sentenceLength: (view) => log(share(view.response.words.length, view.sentences.length)),
  wordLength: (view) => share(view.response.words.join('').length, view.response.words.length),
  longWords: (view) => share(view.response.words.filter((word) => word.length >= 8).length, view.response.words.length),
  variety: (view) => view.response.distinct.size / Math.sqrt(Math.max(1, view.response.words.length)),
  distinctPairs: (view) => share(view.response.pairs.size, view.response.words.length - 1),
  commonestPair: (view) => maximum(view.response.pairs.values()) / Math.sqrt(Math.max(1, view.response.words.length)),
  repeatedLines: (view) => 1 - share(new Set(view.lines).size, view.lines.length),
  repeatedSentences: (view) => 1 - share(new Set(view.sentences).size, view.sentences.length),
  bullets: (view) => log(count(view.response.text, /^\s*[-*•]\s/gm)),
  numbered: (view) => log(count(view.response.text, /^\s*\d+[.)、]\s?/gm)),
  headings: (view) => log(count(view.response.text, /^\s*#{1,6}\s/gm)),
  bold: (view) => log(count(view.response.text, /\*\*[^*\n]+\*\*/g)),
  fenced: (view) => flag(view.response.text.includes('```')),
  code: (view) =>
    log(
      count(
        view.response.text,
        /[{};]\s*$|^\s*(?:def|class|import|from|return|public|const|let|var|#include)\b|\w\(\)?/gm,
      ),
    ),
  mathSigns: (view) => log(count(view.response.text, /[=+×÷√∑∫≤≥^]|\\[a-z]+/g)),
  numbers: (view) => log(count(view.response.text, /\d+(?:[.,]\d+)*/g)),
  questions: (view) => log(count(view.response.text, /[?？]/g)),
  exclamations: (view) => log(count(view.response.text, /[!！]/g)),
  commas: (view) => log(count(view.response.text, /[,，、;；]/g)),
  parentheses: (view) => log(count(view.response.text, /[(（]/g)),
  quotes: (view) => log(count(view.response.text, /["“”「」]/g)),
  capitals: (view) => share(count(view.response.text, /\b[A-Z][a-z]+/g), view.response.words.length),
  links: (view) => log(count(view.response.text, /https?:\/\//g)),
  refusal: (view) => flag(REFUSAL.test(view.response.text.slice(0, 400))),
  boilerplate: (view) => flag(ASSISTANT_BOILERPLATE.test(view.response.text)),
  leftover: (view) => flag(LEFTOVER.test(view.response.text)),
  placeholders: (view) => log(count(view.response.text, PLACEHOLDER)),
  empty: (view) => flag(view.response.words.length === 0),
  veryShort: (view) => flag(view.response.words.length <= 3),
  endsTerminated: (view) => flag(TERMINAL.test(view.response.text)),
  endsUnlikeOtherLines: (view) => endsUnlikeOtherLines(view.lines),
  openBrackets: (view) => log(openBrackets(view.response.text)),
  openFence: (view) => count(view.response.text, /```/g) % 2,
  lastWordRarity: (view) =>
    view.response.words.length === 0 ? 0 : view.lexicon.statistics.rarity(view.response.words.at(-1) ?? ''),
  startsLower: (view) => flag(/^\s*[a-z]/.test(view.response.text)),
  pairFluency: (view) => view.lexicon.statistics.knownPairShare(view.response.words),
  meanRarity: (view) =>
    share(
      sum(view.response.distinct, (word) => view.lexicon.statistics.rarity(word)),
      view.response.distinct.size,
    ),
};

const FEATURES = {
  ...SURFACE_FEATURES,
  ...STYLE_FEATURES,
  ...COMPLETION_FEATURES,
  ...ORDER_FEATURES,
  ...RELEVANCE_FEATURES,
  ...COMPLIANCE_FEATURES,
};

/** What the heads and the gates see of a response, in order. */
export const RESPONSE_FEATURES: readonly string[] = Object.keys(FEATURES);

/** The features of a response to an instruction in the order of `RESPONSE_FEATURES`. */
export function responseFeatures(instruction: string, response: string, lexicon: Lexicon): number[] {
  const view = viewTurn(instruction, response, lexicon);
  return Object.values(FEATURES).map((feature) => feature(view));
}

/** Whether a response is a refusal and not much more. */
export function isBareRefusal(response: string): boolean {
  return BARE_REFUSAL.test(response) && wordsOf(response).length <= REFUSAL_WORDS;
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
