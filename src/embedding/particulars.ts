import { addFeature, addScaled, hashText, toUnitLength } from './hashedVector';

/** Digits with what joins them, number words that rarely mean anything else, and ideographs for numbers. */
const NUMBERS = new RegExp(
  [
    '\\p{Nd}+(?:[.,:]\\p{Nd}+)*',
    '\\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand)\\b',
    '\\b(?:million|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\\b',
    '[二三四五六七八九十百千万两]+',
  ].join('|'),
  'gu',
);

/**
 * Words and syllables that negate, in the languages that this was measured on and some more. What is missing here costs
 * only that a negated pair in another language is judged by its characters alone.
 */
const NEGATIONS = new RegExp(
  [
    "\\b(?:not|no|never|none|nothing|neither|nor|without|cannot|nicht|kein\\w*|ne|pas|jamais|nunca)\\b|n['’]t\\b",
    '(?<!\\p{L})(?:não|не|нет|ни|안|못)(?!\\p{L})|않|없|아니',
    '[不没未无]|ない|ません',
  ].join('|'),
  'gu',
);

const WORDS = /\p{L}[\p{L}\p{M}\p{N}]*/gu;
const CAPITALISED = /^\p{Lu}[\p{L}\p{M}\p{N}]/u;
const SENTENCE_END = /[.!?。]/u;

/** Of a set of particulars, how much its vector depends on all of them together rather than on each. */
const TOGETHER_SHARE = 0.85;
/** Places of a signature that are set: enough for two to differ, whatever else falls on one of them. */
const SIGNATURE_FEATURES = 8;

/** The numbers in a text, each as often as it occurs. */
export function numbersIn(text: string): string[] {
  return text.toLowerCase().match(NUMBERS) ?? [];
}

/**
 * The capitalised words of a part that open no sentence, in lower case, each once. None where half of all words are
 * capitalised (a title, shouting), so that a change of case alone looks the same in every text.
 */
export function namesIn(part: string): Set<string> {
  const names = new Set<string>();
  let words = 0;
  let capitalised = 0;
  let previousEnd = -1;
  for (const { 0: word, index } of part.matchAll(WORDS)) {
    words++;
    if (CAPITALISED.test(word)) {
      capitalised++;
      const opens = previousEnd < 0 || SENTENCE_END.test(part.slice(previousEnd, index));
      if (!opens) names.add(word.toLowerCase());
    }
    previousEnd = index + word.length;
  }
  return 2 * capitalised < words ? names : new Set();
}

/**
 * Particulars as hashed features, mostly by a signature of all of them together: a single one that differs makes two
 * vectors almost orthogonal, however many agree. Their order does not matter.
 * @returns a vector of length 1, or zeros where there are none
 */
export function particularFeatures(particulars: Iterable<string>, dimensions: number): Float64Array {
  const sorted = [...particulars].sort();
  const each = new Float64Array(dimensions);
  if (sorted.length === 0) return each;
  for (const particular of sorted) addFeature(each, hashText(particular), 1);
  const features = new Float64Array(dimensions);
  addScaled(features, toUnitLength(each), Math.sqrt(1 - TOGETHER_SHARE));
  addScaled(features, signature(sorted.join(' '), dimensions), Math.sqrt(TOGETHER_SHARE));
  return toUnitLength(features);
}

function signature(text: string, dimensions: number): Float64Array {
  const vector = new Float64Array(dimensions);
  for (let index = 0; index < SIGNATURE_FEATURES; index++) addFeature(vector, hashText(`${index} ${text}`), 1);
  return toUnitLength(vector);
}

/** 1, or -1 where a text negates an odd number of times: the sign turns when a negation comes or goes. */
export function polarity(text: string): 1 | -1 {
  const negations = text.toLowerCase().match(NEGATIONS)?.length ?? 0;
  return negations % 2 === 0 ? 1 : -1;
}
