import type { Message } from '../../common/message';
import { say } from '../../messages/say';
import { inEnglish } from '../../messages/wording';
import { BYTE } from '../bytes';
import type { Conversation } from '../conversation';
import type { RowReading } from './rowReading';

export type JsonObject = Readonly<Record<string, unknown>>;
export type JsonPath = readonly (string | number)[];

/** One way of writing a conversation as a JSON object. */
export interface RowFormat {
  /** For people. */
  readonly name: string;
  /** The uses (`USE`) of which the row must have one for this format to fit; absent = any row may. */
  readonly needs?: number;
  /** Whether the row has what this format needs; null and what is empty count as absent. */
  fits(row: RowReading): boolean;
  /** Asked when no format fits: whether the row has the keys of this one, though nothing stands under some of them. */
  almostFits?(row: RowReading): boolean;
  /**
   * Takes texts as they are in the row, joined by line breaks; `textPattern` relies on it.
   * @throws ShapeError when a key of the format holds something else than it should
   */
  parse(row: RowReading): Conversation;
}

/** Why a row that is valid JSON is not a conversation, and which part of the row is to blame. */
export class ShapeError extends Error {
  constructor(
    readonly code: 'wrongShape' | 'emptyInstruction',
    readonly path: JsonPath,
    readonly said: Message,
    /** Whether the keys are to blame: a mapping of fields may read the row. */
    readonly isMappable = false,
  ) {
    super(inEnglish(said));
    this.name = 'ShapeError';
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value of JSON is, for a sentence about it; undefined = nothing is there. */
export function kindOf(value: unknown): Message {
  if (value === undefined) return say('found.nothing');
  if (value === null) return say('found.null');
  if (Array.isArray(value)) return say('found.list');
  if (typeof value === 'object') return say('found.object');
  if (typeof value === 'string') return say('found.text');
  return typeof value === 'number' ? say('found.number') : say('found.boolean');
}

/** Null, "", and lists and objects without content stand for nothing where there are alternatives. */
export function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value !== '';
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.values(value).some((member) => member !== null);
}

/** Text; missing and null read as "". @throws ShapeError */
export function textOf(value: unknown, path: JsonPath): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  throw new ShapeError('wrongShape', path, say('row.expectedText', { place: quotePath(path), found: kindOf(value) }));
}

/** A number, `true` or `false`: what an answer may consist of, though it is no text. */
export function isScalar(value: unknown): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

/** Whether something stands there, and more than a number or truth value. */
export function isSubstantial(value: unknown): boolean {
  return isFilled(value) && !isScalar(value);
}

/** What somebody says: text, or a number or truth value as JSON writes it; undefined for anything else. */
export function saidIn(value: unknown): string | undefined {
  return isScalar(value) ? JSON.stringify(value) : typeof value === 'string' ? value : undefined;
}

/** A number, or a text that is one; NaN for anything else. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

/**
 * The first of several keys under which something stands; a text, list or object counts before a number.
 * @param except a key that does not count
 */
export function firstFilled(value: JsonObject, keys: readonly string[], except?: string): string | undefined {
  let scalar: string | undefined;
  for (const key of keys) {
    const found = key === except ? undefined : value[key];
    if (!isFilled(found)) continue;
    if (!isScalar(found)) return key;
    scalar ??= key;
  }
  return scalar;
}

export function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'string');
}

export function quotePath(path: JsonPath): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return `"${text.replace(/^\./, '')}"`;
}

/** Joined by line breaks, without those that are empty. */
export function joinTexts(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] as string) : texts.filter((text) => text !== '').join('\n');
}

/** Some editors put it in front of every text. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The value of a text that a person may have edited. @throws SyntaxError */
export function parseJson(text: string): unknown {
  return JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text) as unknown;
}

/** The value of a text; undefined when it is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The value of JSON that is kept in a text; undefined when it is no list and no object. */
export function nestedJson(value: unknown): unknown {
  return typeof value === 'string' && mayBeJson(value) ? parsedJson(value) : undefined;
}

/** Whether a list or an object may begin there; most texts tell by their first character that none does. */
function mayBeJson(text: string): boolean {
  const first = text.charCodeAt(0);
  const isPlain = first > BYTE.space && first < BYTE.delete && first !== BYTE.openBracket && first !== BYTE.openBrace;
  return !isPlain && /^\s*[[{]/.test(text);
}
