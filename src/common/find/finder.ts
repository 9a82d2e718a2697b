import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';

/** How words are looked for; by default as they stand, whatever their letter case. */
export interface FindOptions {
  /** They are a regular expression, in RE2's syntax. */
  readonly regex?: true;
  readonly matchCase?: true;
  /** No letter, digit or underscore stands right before or behind them. */
  readonly wholeWord?: true;
}

/** From the first code unit up to, not including, the last. */
export type TextRange = readonly [start: number, end: number];

/** Finds words in texts. */
export interface Finder {
  test(text: string): boolean;
  /** Where they are, from the start on, none empty or overlapping; `limit` of them at most. */
  ranges(text: string, limit: number): TextRange[];
}

/** Counts some of its matches alone. */
interface ChoosyFinder extends Finder {
  ranges(text: string, limit: number, counts?: (range: TextRange) => boolean): TextRange[];
}

/** Instructions of a compiled pattern: a text takes at most so many steps per character. */
const MAX_PROGRAM = 2000;

/**
 * A regular expression runs in time linear in the text, whatever its form (RE2: an automaton, no backtracking), so that
 * none that somebody types holds up the engine or the page.
 * @returns why it is none where the words are no regular expression, or one that is too large
 */
export function finderOf(words: string, options: FindOptions): Finder | { readonly problem: string } {
  const finder = anyFinderOf(words, options);
  return options.wholeWord !== true || 'problem' in finder ? finder : wholeWordFinder(finder);
}

function anyFinderOf(words: string, { regex, matchCase }: FindOptions): ChoosyFinder | { readonly problem: string } {
  if (regex !== true) return matchCase === true ? exactFinder(words) : foldingFinder(words.toLowerCase());
  try {
    const pattern = RE2JS.compile(words, RE2JS.MULTILINE | (matchCase === true ? 0 : RE2JS.CASE_INSENSITIVE));
    if (pattern.programSize() > MAX_PROGRAM) return { problem: 'expression too large' };
    return patternFinder(pattern);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return { problem: error.error };
    if (error instanceof RE2JSException) return { problem: error.message };
    throw error;
  }
}

function exactFinder(words: string): ChoosyFinder {
  return {
    test: (text) => text.includes(words),
    ranges: (text, limit, counts = always) => occurrences(text, words, limit, counts),
  };
}

function foldingFinder(lowerCased: string): ChoosyFinder {
  return {
    test: (text) => text.toLowerCase().includes(lowerCased),
    ranges: (text, limit, counts = always) => {
      const lower = text.toLowerCase();
      if (lower.length === text.length) return occurrences(lower, lowerCased, limit, counts);
      const places = placesOf(text);
      const placed = ([start, end]: TextRange): TextRange => [places[start] ?? text.length, places[end] ?? text.length];
      return occurrences(lower, lowerCased, limit, (range) => counts(placed(range))).map(placed);
    },
  };
}

function always(): boolean {
  return true;
}

function wholeWordFinder(finder: ChoosyFinder): Finder {
  const ranges = (text: string, limit: number): TextRange[] =>
    finder.ranges(text, limit, (range) => isWholeWord(text, range));
  return { test: (text) => ranges(text, 1).length > 0, ranges };
}

const ENDS_IN_WORD = /[\p{L}\p{M}\p{N}_]$/u;
const BEGINS_IN_WORD = /^[\p{L}\p{M}\p{N}_]/u;

/** An end of the match that is no part of a word itself, such as a bracket, needs no gap. */
function isWholeWord(text: string, [start, end]: TextRange): boolean {
  const match = text.slice(start, end);
  const goesOnBefore = BEGINS_IN_WORD.test(match) && ENDS_IN_WORD.test(text.slice(Math.max(0, start - 2), start));
  return !goesOnBefore && !(ENDS_IN_WORD.test(match) && BEGINS_IN_WORD.test(text.slice(end, end + 2)));
}

function patternFinder(pattern: RE2JS): ChoosyFinder {
  return {
    test: (text) => pattern.matcher(text).find(),
    ranges: (text, limit, counts = always) => {
      const found: TextRange[] = [];
      const matcher = pattern.matcher(text);
      while (found.length < limit && matcher.find()) {
        const range = [matcher.start(), matcher.end()] as const;
        if (range[1] > range[0] && counts(range)) found.push(range);
      }
      return found;
    },
  };
}

/** What overlaps a match that does not count may be one that does: "b b" in "xb b b". */
function occurrences(text: string, words: string, limit: number, counts: (range: TextRange) => boolean): TextRange[] {
  const found: TextRange[] = [];
  if (words === '') return found;
  let from = 0;
  while (found.length < limit) {
    const at = text.indexOf(words, from);
    if (at < 0) break;
    const range = [at, at + words.length] as const;
    const isCounted = counts(range);
    if (isCounted) found.push(range);
    from = isCounted ? range[1] : at + 1;
  }
  return found;
}

/** Where in a text each code unit of its lower case comes from: "İ" is lowered to two. */
function placesOf(text: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    for (let unit = 0; unit < character.toLowerCase().length; unit++) places.push(at);
    at += character.length;
  }
  return places;
}
