import { count, flag, share } from './measures';
import type { TurnView } from './turnView';

const OPENING =
  /^\s*(?:sure|certainly|of course|absolutely|great question|hello|hi\b|here(?:'s| is| are)\b|当然|好的|你好|您好|네[,. ]|물론|안녕하세요|좋은 질문)/i;
const CLOSING =
  /\b(?:hope (?:this|that|it) helps|let me know|feel free|any (?:other|more|further) questions|happy to help|glad to)\b|도움이 (?:되|필요)|궁금한 (?:점|것)|말씀해 주세요|希望.{0,8}帮助|如果您?有.{0,8}问题|请告诉我/i;
const HEDGE =
  /\b(?:may|might|could|perhaps|probably|possibly|sometimes|often|usually|generally|depend(?:s|ing)?)\b|可能|也许|通常|一般|보통|대체로|아마|수 있습니다|수도 있/gi;
const TRANSITION =
  /\b(?:however|therefore|thus|for example|for instance|such as|because|additionally|furthermore|moreover|in addition|overall|in conclusion|finally|first(?:ly)?|second(?:ly)?|specifically|as a result|while|although)\b|因此|例如|比如|此外|首先|其次|最后|总之|因为|但是|그러나|하지만|따라서|예를 들어|또한|먼저|마지막으로|왜냐하면|때문/gi;
const LOWER_START = /^\p{Ll}/u;
const LISTED_LINE = /^(?:[-*•]|\d{1,3}[.)、])/;

/** How the response is written, as shares of its sentences, words or lines, so that length does not decide. */
export const STYLE_FEATURES: Readonly<Record<string, (view: TurnView) => number>> = {
  opening: ({ response }) => flag(OPENING.test(response.text)),
  closing: ({ response }) => flag(CLOSING.test(response.text)),
  hedges: (view) => perSentence(view, HEDGE),
  transitions: (view) => perSentence(view, TRANSITION),
  plainStatements: ({ response }) => perWord(response.text, /\b(?:is|are|was|were|be)\b|是/g, response.words.length),
  firstPerson: ({ response }) =>
    perWord(response.text, /\b(?:I|my|me)\b|我|(?<!\p{L})(?:저는|제가|나는|내가)/gu, response.words.length),
  secondPerson: ({ response }) => perWord(response.text, /\byou(?:rs?)?\b|你|您/gi, response.words.length),
  exclamationShare: (view) => perSentence(view, /[!！]/g),
  questionShare: (view) => perSentence(view, /[?？]/g),
  commaShare: (view) => perSentence(view, /[,，、]/g),
  quoteShare: (view) => perSentence(view, /["“「]/g),
  bracketShare: (view) => perSentence(view, /[(（]/g),
  oddPunctuation: (view) => perSentence(view, /\s[,.!?;]|[!?]{2,}|,,/g),
  lowerStarts: ({ sentences }) =>
    share(sentences.filter((sentence) => LOWER_START.test(sentence)).length, sentences.length),
  listedLines: ({ lines }) => share(lines.filter((line) => LISTED_LINE.test(line)).length, lines.length),
  lineShare: ({ lines, sentences }) => share(lines.length, sentences.length),
  digitShare: ({ response }) => perWord(response.text, /\d/g, response.text.length),
  shouting: ({ response }) => perWord(response.text, /\b[A-Z]{2,}\b/g, response.words.length),
  endsWithQuestion: ({ response }) => flag(/[?？]\s*$/.test(response.text)),
  singleSentence: ({ sentences }) => flag(sentences.length === 1),
  veryLong: ({ response }) => flag(response.words.length > 350),
  rootWords: ({ response }) => Math.sqrt(response.words.length) / 10,
};

function perWord(text: string, pattern: RegExp, whole: number): number {
  return share(count(text, pattern), whole);
}

function perSentence({ response, sentences }: TurnView, pattern: RegExp): number {
  return perWord(response.text, pattern, sentences.length);
}
