import { charactersLoweredTo } from './lowerCase';

/** More characters of a text hardly leave fewer rows. */
const MAX_RUN = 32;
/**
 * Stretches without what may be spelled otherwise in a row than in its texts: quotes, backslashes and control
 * characters are escaped, and around brackets, colons and commas a call to a tool has white space in the row alone.
 * The dot above may be one half of "İ", and half a surrogate pair has no bytes of its own.
 */
const RUN = /[^\u0307"\\{}[\]:,\p{Cc}\p{Cs}]+/gu;
const NUMBER = /^[-+.e\d]+$/;
const BACKSLASH = '\\x5c';
/** Texts hold `\n` where a row may hold `\u000a`: in calls to tools, which are written as JSON. */
const SHORT_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * A pattern for the bytes of rows, read as Latin-1: a good row that does not have it has no text with the words looked
 * for, whatever its escapes, letter case and format. Of a bad row it tells nothing.
 *
 * It rests on what formats do: a conversation's texts are strings of the row or parts of them, joined by line breaks,
 * but for calls to tools, objects that stand for a text and numbers among choices, which are written as JSON again,
 * and what stands in JSON that is itself kept in a string, where escapes are escaped.
 * @param lowerCased the words looked for, as `toLowerCase` returned them
 * @returns undefined when nothing can be told from bytes
 */
export function textPattern(lowerCased: string): TextPattern | undefined {
  const runs = Array.from(lowerCased.match(RUN) ?? [], (run) => Array.from(run));
  const [longest] = runs.sort((a, b) => b.length - a.length);
  if (longest === undefined) return undefined;
  const run = longest.slice(0, MAX_RUN).join('');
  const rewritten = isRewritten(run)
    ? [ODD_NUMBER, ...REWRITTEN_STEMS.map((stem) => `"[^"]{0,${PADDING}}${spelledPattern(stem)}`)].map(
        (one) => `|${one}`,
      )
    : [];
  const pattern = new RegExp([spelledPattern(run), ...rewritten].join(''));
  return { test: (row) => pattern.test(row) || (hasNestedEscape(row) && NESTED.test(row)) };
}

/** Tests the bytes of a row, read as Latin-1. */
export interface TextPattern {
  test(row: string): boolean;
}

/** How keys and types begin whose values are written as JSON again: calls to tools, their results, and choices. */
const REWRITTEN_STEMS = ['tool', 'function', 'server', 'choice', 'option'];
/** A number that is written otherwise than it is spelled, in an object that is written as JSON again. */
const ODD_NUMBER = '[[:,]\\s*-?(?:0(?![.\\d])|0\\.0{6}|\\d+(?:\\.\\d+)?[eE]|[.\\d]{16}|\\d+\\.\\d*0(?!\\d))';
/** Bytes of blanks and invisible characters that a key may begin with. */
const PADDING = 24;
/** A string that may hold JSON: its first character is a bracket, however it is spelled. */
const NESTED = /"(?:[ \t\r\n]|\\[rnt]|\\u00(?:20|0[9aAdD]))*(?:[[{]|\\u00[57][bB])/;
/** An escape within an escape, which the pattern of the words does not follow. */
const NESTED_ESCAPE = /\\\\[u/]|\\u005[cC]/;

/** Few rows have one: that they have none is seen in a quarter of the time without the expression. */
function hasNestedEscape(row: string): boolean {
  return (row.includes('\\\\') || row.includes('\\u005')) && NESTED_ESCAPE.test(row);
}

/** Whether it may come from a number, which a call to a tool writes again: `1e2` as 100, one too large as `null`. */
function isRewritten(run: string): boolean {
  return NUMBER.test(run) || 'null'.includes(run);
}

function spelledPattern(text: string): string {
  return Array.from(text, characterPattern).join('');
}

/** Every way to spell, in the JSON of a row, the characters that are lowered to this one. */
function characterPattern(character: string): string {
  const sources = charactersLoweredTo(character);
  const plain = sources.map(bytesPattern);
  if (character === '/') plain.push(`${BACKSLASH}/`);
  const short = SHORT_ESCAPES[character];
  const escaped = (short === undefined ? sources : [...sources, short]).map(codesPattern);
  return `(?:${plain.join('|')}|${BACKSLASH}u(?:${escaped.join('|')}))`;
}

function bytesPattern(character: string): string {
  return Array.from(Buffer.from(character), (byte) => `\\x${hex(byte, 2)}`).join('');
}

/** What stands behind the first `\u` of a character: one code of four digits in either case, or two for a pair. */
function codesPattern(character: string): string {
  return Array.from({ length: character.length }, (_, at) => hex(character.charCodeAt(at), 4))
    .map((code) => code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`))
    .join(`${BACKSLASH}u`);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
