import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { JsonPath } from './formats/format';
import { codePointName, isInvisible } from './invisibleCharacters';

const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** What the parser expected, in words, by the name of its error. */
const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no JSON value',
  InvalidNumberFormat: 'this number is not written as JSON numbers are',
  PropertyNameExpected: 'expected a key in double quotes',
  ValueExpected: 'expected a value',
  ColonExpected: 'expected a colon',
  CommaExpected: 'expected a comma',
  CloseBraceExpected: 'expected a comma or "}"',
  CloseBracketExpected: 'expected a comma or "]"',
  EndOfFileExpected: 'text after the end of the row, perhaps another row on the same line',
  InvalidCommentToken: 'comments are not allowed',
  UnexpectedEndOfString: 'this text has no closing quote',
  UnexpectedEndOfNumber: 'this number is not finished',
  InvalidUnicode: 'this \\u escape does not have four hexadecimal digits',
  InvalidEscapeCharacter: 'this escape is unknown; write a backslash as \\\\',
  InvalidCharacter: 'line breaks and control characters in text must be escaped',
};

export interface JsonError {
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly message: string;
  /** Whether the text ends before its value does. */
  readonly isCutOff: boolean;
}

/** Finds where a text that `JSON.parse` refuses stops being JSON; its own messages differ from version to version. */
export function locateJsonError(text: string): JsonError {
  const errors: ParseError[] = [];
  treeOf(text, errors);
  const [first] = errors;
  if (first === undefined) return { offset: 0, message: 'the brackets are nested too deep', isCutOff: false };
  const offset = refine(text, Math.min(first.offset, text.trimEnd().length), first.length);
  const name = printParseErrorCode(first.error);
  const isCutOff = first.offset + first.length >= text.trimEnd().length && name !== 'EndOfFileExpected';
  const message = namedFault(text, offset) ?? MESSAGES[name] ?? 'the row cannot be read';
  return { offset, message, isCutOff: isCutOff && endsOpen(text, offset) };
}

/** Words of other languages, and what to write for them. */
const FOREIGN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^[-+]?(nan|inf(inity)?)\b/i, 'is no JSON number; write null'],
  [/^True\b/, 'is Python; write true'],
  [/^False\b/, 'is Python; write false'],
  [/^None\b/, 'is Python; write null'],
  [/^undefined\b/, 'is JavaScript; write null'],
];

/** Faults that are common enough to have a sentence of their own, by what stands in their place. */
function namedFault(text: string, offset: number): string | undefined {
  const rest = text.slice(offset, offset + MOST_WORD);
  for (const [word, advice] of FOREIGN_WORDS) {
    const found = word.exec(rest);
    if (found !== null) return `${found[0]} ${advice}`;
  }
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0x20);
  if (character === '\u0000') return 'zero bytes stand here, as a crash leaves them in a file; remove them';
  if (character === "'") return 'texts stand in double quotes, not in single ones as in Python';
  if (/[\u2018-\u201f]/.test(character)) return `the quote ${character} is typographic; texts stand in "straight" ones`;
  if (isInvisible(character) && character > '\u001f' && text[offset - 1] !== '\\') {
    return `an invisible character, ${codePointName(character)}, stands here`;
  }
  return isInsideQuotes(text, offset) ? 'a quote inside this text is not escaped; write it as \\"' : undefined;
}

const MOST_WORD = 40;

/** Whether a word follows straight on a quote, as it does where a quote inside a text is not escaped. */
function isInsideQuotes(text: string, offset: number): boolean {
  return text[offset - 1] === '"' && /^\p{L}/u.test(text.slice(offset, offset + 2));
}

/** Whether a text ends where something is missing: at its very end, or inside a string that has no other fault. */
function endsOpen(text: string, offset: number): boolean {
  return offset >= text.trimEnd().length || text[offset] === '"';
}

/** The parser blames a whole string; points at the character in it instead. */
function refine(text: string, offset: number, length: number): number {
  if (text[offset] !== '"') return offset;
  // eslint-disable-next-line no-control-regex
  const fault = /[\u0000-\u001f]|\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(
    text.slice(offset, offset + length).replace(/\\\\/g, '""'),
  );
  return offset + (fault?.index ?? 0);
}

/** Undefined when the brackets are nested too deep for the parser. */
function treeOf(text: string, errors: ParseError[] = []): Node | undefined {
  try {
    return parseTree(text, errors, STRICT);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where the value at a path stands, or the nearest of its parents that exists. */
export function offsetOfPath(text: string, path: JsonPath): number {
  const root = treeOf(text);
  if (root === undefined) return 0;
  for (let depth = path.length; depth > 0; depth--) {
    const node: Node | undefined = findNodeAtLocation(root, path.slice(0, depth));
    if (node !== undefined) return node.offset;
  }
  return root.offset;
}
