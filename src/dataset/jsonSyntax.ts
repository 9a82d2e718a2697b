import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Message } from '../common/message';
import { say } from '../messages/say';
import type { JsonPath } from './formats/format';
import { codePointName, isInvisible } from './invisibleCharacters';

const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** What the parser complains of, by the name of its error. */
const PROBLEMS = [
  'json.InvalidSymbol',
  'json.InvalidNumberFormat',
  'json.PropertyNameExpected',
  'json.ValueExpected',
  'json.ColonExpected',
  'json.CommaExpected',
  'json.CloseBraceExpected',
  'json.CloseBracketExpected',
  'json.EndOfFileExpected',
  'json.InvalidCommentToken',
  'json.UnexpectedEndOfString',
  'json.UnexpectedEndOfNumber',
  'json.InvalidUnicode',
  'json.InvalidEscapeCharacter',
  'json.InvalidCharacter',
] as const;

export interface JsonError {
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  /** The end of a sentence. */
  readonly problem: Message;
  /** Whether the text ends before its value does. */
  readonly isCutOff: boolean;
}

/** Finds where a text that `JSON.parse` refuses stops being JSON; its own messages differ from version to version. */
export function locateJsonError(text: string): JsonError {
  const errors: ParseError[] = [];
  treeOf(text, errors);
  const [first] = errors;
  if (first === undefined) return { offset: 0, problem: say('json.tooDeep'), isCutOff: false };
  const offset = refine(text, Math.min(first.offset, text.trimEnd().length), first.length);
  const name = printParseErrorCode(first.error);
  const isCutOff = first.offset + first.length >= text.trimEnd().length && name !== 'EndOfFileExpected';
  const problem = namedFault(text, offset) ?? say(PROBLEMS.find((id) => id === `json.${name}`) ?? 'json.other');
  return { offset, problem, isCutOff: isCutOff && endsOpen(text, offset) };
}

/** Words of other languages, and what to write for them. */
const FOREIGN_WORDS: readonly (readonly [RegExp, (word: string) => Message])[] = [
  [/^[-+]?(nan|inf(inity)?)\b/i, (word) => say('json.noNumber', { word })],
  [/^True\b/, (word) => say('json.python', { word, instead: 'true' })],
  [/^False\b/, (word) => say('json.python', { word, instead: 'false' })],
  [/^None\b/, (word) => say('json.python', { word, instead: 'null' })],
  [/^undefined\b/, (word) => say('json.javaScript', { word })],
];

/** Faults that are common enough to have a sentence of their own, by what stands in their place. */
function namedFault(text: string, offset: number): Message | undefined {
  const rest = text.slice(offset, offset + MOST_WORD);
  for (const [word, problemOf] of FOREIGN_WORDS) {
    const found = word.exec(rest);
    if (found !== null) return problemOf(found[0]);
  }
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0x20);
  if (character === '\u0000') return say('json.zeroBytes');
  if (character === "'") return say('json.singleQuotes');
  if (/[\u2018-\u201f]/.test(character)) return say('json.typographicQuote', { quote: character });
  if (isInvisible(character) && character > '\u001f' && text[offset - 1] !== '\\') {
    return say('json.invisible', { character: codePointName(character) });
  }
  return isInsideQuotes(text, offset) ? say('json.quoteInside') : undefined;
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
