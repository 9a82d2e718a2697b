import { directionsIn } from './directions';
import { callsIn, joiningWordsIn, operatorsIn } from './operators';
import { oppositesIn } from './opposites';
import { isCode, sequencesOf, type Particulars } from './particulars';

/** Of a longer part no single sign decides what it says, and an edit would often hit one; in UTF-16 code units. */
const LONGEST_PROSE = 160;
const LONGEST_CODE = 400;

/**
 * What decides a task in a character or a word: operators, calls and conditions, words that have an opposite, and how
 * lines of code are nested. None of a long part.
 * @param part of a text in normal form, see `normaliseText`
 */
export function signsOf(part: string): Particulars {
  if (part.length > (isCode(part) ? LONGEST_CODE : LONGEST_PROSE)) return [];
  const signs = sequencesOf(part.toLowerCase(), (text) => [
    ...operatorsIn(text),
    ...callsIn(text),
    ...joiningWordsIn(text),
    ...oppositesIn(text),
    ...directionsIn(text),
  ]);
  return isCode(part) ? [...signs, nestingOf(part)] : signs;
}

/** The levels of lines, from the first to the last that is indented. */
function nestingOf(part: string): string[] {
  const levels = part.split('\n').map((line) => line.search(/[^\t]/u));
  const first = levels.findIndex((level) => level > 0);
  const last = levels.findLastIndex((level) => level > 0);
  return levels.slice(first, last + 1).map((level) => `nesting ${level}`);
}
