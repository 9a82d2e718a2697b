import { count, flag } from './measures';
import type { TurnView } from './turnView';

const NUMBER_WORDS = 'one two three four five six seven eight nine ten'.split(' ');
const CHINESE_DIGITS = '一二三四五六七八九十';
const AMOUNT = String.raw`(\d{1,5}|${NUMBER_WORDS.join('|')})`;
const LIMIT = new RegExp(
  String.raw`\b(?:fewer|less|no more|not more|at most|under|within|below|maximum(?: of)?|up to|exceed(?:ing)?|limit\w*(?: \w+){0,3}? to)(?: than)?(?: \w+)? ${AMOUNT}[- ](words?|sentences?|paragraphs?|lines?)`,
  'i',
);
const CHINESE_LIMIT =
  /(?:不超过|不多于|少于|以内|限)\s*(\d{1,5})\s*(?:个)?(字|句)|(\d{1,5})\s*(?:个)?(字|句)(?:话)?(?:以内|之内)/;
const KOREAN_LIMIT = /(\d{1,5})\s*(자|글자|단어|문장|줄|문단)\s*(?:이내|이하|미만|안으로|를? 넘지)/;
const ITEMS = new RegExp(
  String.raw`\b(?:list|give|name|provide|suggest|generate|write|create|describe|identify|find|come up with|explain|make|outline|state|share)\b[^.?!\n]{0,30}?\b${AMOUNT}\b(?! (?:words?|sentences?|paragraphs?|years?|lines?|stanzas?|minutes?|hours?|days?|people|persons?|characters?))`,
  'i',
);
const CHINESE_ITEMS =
  /(?:列出|给出|写出|提供|提出|举出?|说出|描述|生成)[^。？！\n]{0,8}?(\d{1,2}|[一二三四五六七八九十])\s*(?:个|种|条|项|点)/;
const KOREAN_ITEMS = /(\d{1,2}|[두세네]|다섯|여섯|일곱|여덟|아홉|열)\s*(?:가지|개|곳|명|종류|편)(?!월)/;
const KOREAN_NUMBERS = '두 세 네 다섯 여섯 일곱 여덟 아홉 열'.split(' ');
const BREVITY =
  /\b(?:briefly|brief|short|concise(?:ly)?|one (?:word|sentence|line|paragraph)|single (?:word|sentence|line)|in a (?:sentence|word))\b|简短|简要|简洁|一句话|一个词|짧게|간단히|간략|한 문장|한 줄|한마디|만 (?:답|적|말)/i;
const WANTS_CODE =
  /\b(?:code|function|program|script|sql|html|css|python|javascript|java|c\+\+|regex|query|algorithm)\b|代码|函数|程序|코드|함수|쿼리|프로그램|스크립트/i;
const WANTS_LIST =
  /\b(?:list|steps|bullet|outline|itinerary|recipe|ideas|tips|ways)\b|列出|步骤|清单|목록|나열|단계|가지|추천/i;
const WANTS_DETAIL =
  /\b(?:explain|describe|discuss|detail(?:ed)?|essay|elaborate|analy[sz]e|story|in[- ]depth|comprehensive)\b|解释|描述|详细|讨论|分析|故事|설명|자세히|분석|논하|이야기|에세이/i;
const WANTS_CHOICE =
  /\b(?:classify|categorize|true or false|yes or no|which (?:one|of)|choose|select|pick|is it|options?:|extract|identify)\b|分类|选择|是否|분류|고르|골라|참인지|맞는지/i;
const CODE = /```|[{};]\s*$|^\s*(?:def |class |import |from |SELECT |#include|<\w+|public |const |let |var )|\w\(.*\)/m;
const ITEM_LINE = /^\s*(?:[-*•]|\d{1,3}[.)、:]|[a-z][.)])\s*\S/gm;

/** Whether the response does what the instruction says about its form: limits, counts, code, lists, language. */
export const COMPLIANCE_FEATURES: Readonly<Record<string, (view: TurnView) => number>> = {
  overLimit: (view) => overLimit(view),
  itemsMissed: (view) => itemsMissed(view),
  wantsBrevity: ({ instruction }) => flag(BREVITY.test(instruction.text)),
  lengthThoughBrief: ({ instruction, response }) =>
    BREVITY.test(instruction.text) ? Math.log1p(response.words.length) : 0,
  wantsDetail: ({ instruction }) => flag(WANTS_DETAIL.test(instruction.text)),
  lengthForDetail: ({ instruction, response }) =>
    WANTS_DETAIL.test(instruction.text) ? Math.log1p(response.words.length) : 0,
  wantsChoice: ({ instruction }) => flag(WANTS_CHOICE.test(instruction.text)),
  lengthForChoice: ({ instruction, response }) =>
    WANTS_CHOICE.test(instruction.text) ? Math.log1p(response.words.length) : 0,
  codeMissing: ({ instruction, response }) => flag(WANTS_CODE.test(instruction.text) && !CODE.test(response.text)),
  codeUnasked: ({ instruction, response }) => flag(!WANTS_CODE.test(instruction.text) && response.text.includes('```')),
  listMissing: (view) => flag(WANTS_LIST.test(view.instruction.text) && itemCount(view) < 2),
  listForList: (view) => (WANTS_LIST.test(view.instruction.text) ? Math.log1p(itemCount(view)) : 0),
  otherScript: ({ instruction, response }) => Math.abs(hanShare(instruction.text) - hanShare(response.text)),
};

/** By how much, as a logarithm, the response exceeds a stated limit of words, sentences, paragraphs or lines. */
function overLimit({ instruction, response, sentences, lines }: TurnView): number {
  const match =
    LIMIT.exec(instruction.text) ?? CHINESE_LIMIT.exec(instruction.text) ?? KOREAN_LIMIT.exec(instruction.text);
  const amount = match === null ? undefined : numberOf(match[1] ?? match[3]);
  if (match === null || amount === undefined || amount === 0) return 0;
  const unit = (match[2] ?? match[4] ?? '').toLowerCase();
  const sizes = {
    w: response.words.length,
    字: response.words.length,
    s: sentences.length,
    句: sentences.length,
    p: lines.length,
    l: lines.length,
    자: Array.from(response.text).length,
    글: Array.from(response.text).length,
    단: response.words.length,
    문: unit === '문단' ? lines.length : sentences.length,
    줄: lines.length,
  };
  return Math.max(0, Math.log((sizes[unit.charAt(0) as keyof typeof sizes] || 1) / amount));
}

/** How far, as a logarithm, the number of listed items is from the number asked for; 0 where none is asked for. */
function itemsMissed(view: TurnView): number {
  const match =
    ITEMS.exec(view.instruction.text) ??
    CHINESE_ITEMS.exec(view.instruction.text) ??
    KOREAN_ITEMS.exec(view.instruction.text);
  const amount = match === null ? undefined : numberOf(match[1]);
  if (amount === undefined || amount < 2 || amount > 30) return 0;
  const items = Math.max(itemCount(view), view.lines.length, count(view.response.text, /[,，、;；]/g) + 1);
  return items >= amount ? 0 : Math.log(amount / Math.max(1, items));
}

function itemCount({ response }: TurnView): number {
  return count(response.text, ITEM_LINE);
}

function numberOf(amount: string | undefined): number | undefined {
  if (amount === undefined) return undefined;
  const word = NUMBER_WORDS.indexOf(amount.toLowerCase());
  if (word >= 0) return word + 1;
  const korean = KOREAN_NUMBERS.indexOf(amount);
  if (korean >= 0) return korean + 2;
  const digit = CHINESE_DIGITS.indexOf(amount);
  return digit >= 0 ? digit + 1 : Number(amount);
}

function hanShare(text: string): number {
  const letters = count(text, /\p{L}/gu);
  return letters === 0 ? 0 : count(text, /\p{Script=Han}/gu) / letters;
}
