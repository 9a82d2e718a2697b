import { mixBits } from '../common/mixBits';
import { addFeature, addScaled, EMPTY_HASH, extendHashBy, hashText, toUnitLength } from './hashedVector';
import { corrections } from './misspelling';

/** Digits with what joins them, number words that rarely mean anything else, and ideographs for numbers. */
const NUMBERS = new RegExp(
  [
    '(?:(?<![\\p{L}\\p{N}_)\\]][ ]?)[-−](?=\\p{Nd})|(?<=\\p{L}[ ])[-−](?=\\p{Nd}))?\\p{Nd}+(?:[.,:]\\p{Nd}+)*',
    '\\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand)\\b',
    '\\b(?:million|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\\b',
    '[二三四五六七八九十百千万两]+',
  ].join('|'),
  'gu',
);

const WORDS = /\p{L}[\p{L}\p{M}\p{N}]*/gu;
const CAPITALISED = /^\p{Lu}[\p{L}\p{M}\p{N}]/u;
const SENTENCE_END = /[.!?。]/u;
const BETWEEN_SENTENCES = /(?<=[.!?])\s|(?<=[。！？])/u;

/** Of a set of particulars, how much its vector depends on all of them together rather than on each. */
const TOGETHER_SHARE = 0.95;
/** Places of a signature that are set: enough for two to differ, whatever else falls on one of them. */
const SIGNATURE_FEATURES = 8;
/** What their hashes begin with. */
const SIGNATURE_STARTS = Array.from({ length: SIGNATURE_FEATURES }, (_, index) =>
  extendHashBy(EMPTY_HASH, `${index} `),
);

/** Every name is compared with every other one. */
const MOST_CORRECTED = 64;

/** Particulars of a text in sequences: within one their order counts, that of the sequences does not. */
export type Particulars = readonly (readonly string[])[];

/** Prose up to this length says what is done to what by the order of its words; longer, and an order is a matter of style. */
const ORDERED_LENGTH = 120;

/** Finds particulars in a part: in code in order, in short prose in order by sentence, else without an order. */
export function sequencesOf(part: string, find: (text: string) => readonly string[]): Particulars {
  if (isCode(part)) return [find(part)];
  if (part.length <= ORDERED_LENGTH) return part.split(BETWEEN_SENTENCES).map(find);
  return find(part).map((particular) => [particular]);
}

/** Lines are kept in the normal form of code alone. */
export function isCode(part: string): boolean {
  return part.includes('\n');
}

/** The numbers in a part of a text, each as often as it occurs. */
export function numbersOf(part: string): Particulars {
  return sequencesOf(part.toLowerCase(), (text) => text.match(NUMBERS) ?? []);
}

/**
 * The capitalised words of a text that open no sentence, in lower case, each once; of short parts also those that stand
 * together in a sentence. None of a part where half of all words are capitalised (a title, shouting), so that a change of
 * case alone looks the same in every text. A name that looks like a misspelling of one that occurs more often is that one.
 */
export function namesOf(parts: readonly string[]): Particulars {
  const inParts = parts.map((part) => ({ part, sentences: namesBySentence(part) }));
  const all = new Set(inParts.flatMap(({ sentences }) => sentences.flat()));
  const corrected = corrections(countsOf(all, parts));
  const names = new Set<string>();
  for (const { part, sentences } of inParts) {
    const right = sentences.map((sentence) => sentence.map((name) => corrected.get(name) ?? name));
    for (const name of right.flat()) names.add(name);
    if (part.length > ORDERED_LENGTH) continue;
    for (const sentence of right) if (sentence.length > 1) names.add(sentence.join(' '));
  }
  return Array.from(names, (name) => [name]);
}

/** How often each name occurs, wherever it stands; none for a single name, and for so many that a list is likely. */
function countsOf(names: ReadonlySet<string>, parts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  if (names.size < 2 || names.size > MOST_CORRECTED) return counts;
  for (const part of parts) {
    for (const word of part.toLowerCase().match(WORDS) ?? []) {
      if (names.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

function namesBySentence(part: string): string[][] {
  let names: string[] = [];
  const sentences = [names];
  let words = 0;
  let capitalised = 0;
  let previousEnd = -1;
  for (const { 0: word, index } of part.matchAll(WORDS)) {
    words++;
    const opens = previousEnd < 0 || SENTENCE_END.test(part.slice(previousEnd, index));
    if (opens) sentences.push((names = []));
    if (CAPITALISED.test(word)) {
      capitalised++;
      if (!opens) names.push(word.toLowerCase());
    }
    previousEnd = index + word.length;
  }
  return 2 * capitalised < words ? sentences : [];
}

/**
 * Particulars as hashed features, mostly by a signature of all of them together: a single one that differs, or two
 * exchanged within a sentence, makes two vectors almost orthogonal, however many agree.
 * @returns a vector of length 1, or zeros where there are none
 */
export function particularFeatures(particulars: Particulars, dimensions: number): Float64Array {
  const each = new Float64Array(dimensions);
  const sentences = particulars.filter((sentence) => sentence.length > 0);
  if (sentences.length === 0) return each;
  for (const particular of sentences.flat().sort()) addFeature(each, hashText(particular), 1);
  const features = new Float64Array(dimensions);
  const together = sentences
    .map((sentence) => sentence.join(' '))
    .sort()
    .join('\n');
  addScaled(features, toUnitLength(each), Math.sqrt(1 - TOGETHER_SHARE));
  addScaled(features, signature(together, dimensions), Math.sqrt(TOGETHER_SHARE));
  return toUnitLength(features);
}

function signature(text: string, dimensions: number): Float64Array {
  const vector = new Float64Array(dimensions);
  for (const start of SIGNATURE_STARTS) addFeature(vector, mixBits(extendHashBy(start, text)), 1);
  return toUnitLength(vector);
}
