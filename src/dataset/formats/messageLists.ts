import { say } from '../../messages/say';
import { hasSide, type Entry } from './entries';
import {
  isFilled,
  isObject,
  isScalar,
  isTextList,
  kindOf,
  nestedJson,
  quotePath,
  ShapeError,
  type JsonObject,
  type JsonPath,
} from './format';
import { CONTENT_KEYS, INSTRUCTION_KEYS, LISTS, RESPONSE_KEYS, ROLE_KEYS, SYSTEM_KEYS } from './keys';
import { isMessage, plainEntry, readMessage, type MessageKeys } from './message';
import { isRendered, renderedEntries } from './rendered';
import { sideOfRole, type Side } from './roles';
import type { RowReading } from './rowReading';
import { plainlySpelled } from './spellings';

/** Keys that say whose a text is, in a list of `{human, assistant}` and its like. */
const SIDE_OF_KEY = new Map<string, Side>([
  ...SYSTEM_KEYS.map((key) => [key, 'system'] as const),
  ...INSTRUCTION_KEYS.map((key) => [key, 'instruction'] as const),
  ...RESPONSE_KEYS.map((key) => [key, 'response'] as const),
]);
const ASKING_KEYS = [...ROLE_KEYS, ...INSTRUCTION_KEYS];
const COLUMN_KEYS = [...ROLE_KEYS, ...CONTENT_KEYS, ...SIDE_OF_KEY.keys()];

/**
 * Reads a list of messages in any of its forms: messages, `{input, output}` and its like, texts in turn, lists of those,
 * columns (`{role: […], content: […]}`), JSON in a text, or a conversation rendered with a chat template.
 * @throws ShapeError
 */
export function entriesOfList(value: unknown, path: JsonPath, row: RowReading, keys?: MessageKeys): Entry[] {
  if (typeof value === 'string') return entriesOfText(value, path, row, keys);
  if (isObject(value)) return entriesOfObject(value, path, row, keys);
  if (!Array.isArray(value)) {
    throw new ShapeError('wrongShape', path, say('row.expectedList', { place: quotePath(path), found: kindOf(value) }));
  }
  const list: readonly unknown[] = parsedEntries(value) ?? value;
  const said = isTextList(list) ? list : answeredWithNumber(list);
  if (said !== undefined) return inTurn(said, path);
  const tuples = tuplesOf(list, path);
  if (tuples !== undefined) return tuples;
  const entries: Entry[] = [];
  for (let place = 0; place < list.length; place++) addEntry(list[place], [...path, place], row, keys, entries);
  return entries;
}

/** Whether a value can be read so, as far as its beginning tells. */
export function looksLikeList(value: unknown): boolean {
  if (typeof value === 'string')
    return nestedJson(value) === undefined ? isRendered(value) : looksLikeList(nestedJson(value));
  if (isObject(value)) return columnsOf(value) !== undefined || isEntry(value) || listWithin(value) !== undefined;
  if (!Array.isArray(value)) return false;
  const [first] = value as unknown[];
  if (Array.isArray(first)) return looksLikeList(first) || answeredWithNumber(first) !== undefined;
  return isTextList(value) || (isObject(first) && isEntry(first));
}

/** Whether a list says of its first entry whose it is; it may be kept as JSON in a text. */
export function isListOfMessages(value: unknown): boolean {
  const list = nestedJson(value) ?? value;
  if (isObject(list)) return looksLikeList(list);
  if (!Array.isArray(list)) return looksLikeList(value);
  const [first] = list as unknown[];
  return isObject(first) ? isMessage(first) : Array.isArray(first) && isListOfMessages(first);
}

/** Whether a row is a list of messages, column by column: who speaks, or what one side says, is a list of texts. */
export function holdsColumns(row: RowReading): boolean {
  return row.among(ASKING_KEYS).some((key) => isTextList(row.value[key])) && columnsOf(row.value) !== undefined;
}

function entriesOfText(text: string, path: JsonPath, row: RowReading, keys?: MessageKeys): Entry[] {
  const parsed = nestedJson(text);
  if (parsed !== undefined) return entriesOfList(parsed, path, row, keys);
  const rendered = renderedEntries(text, path);
  if (rendered !== undefined) return rendered;
  throw new ShapeError('wrongShape', path, say('row.expectedListInText', { place: quotePath(path) }));
}

function entriesOfObject(value: JsonObject, path: JsonPath, row: RowReading, keys?: MessageKeys): Entry[] {
  const columns = columnsOf(value);
  if (columns !== undefined) return entriesOfList(columns, path, row, keys);
  const within = listWithin(value);
  if (within !== undefined) return entriesOfList(value[within], [...path, within], row, keys);
  const entries: Entry[] = [];
  addEntry(value, path, row, keys, entries);
  return entries;
}

function addEntry(entry: unknown, path: JsonPath, row: RowReading, keys: MessageKeys | undefined, to: Entry[]): void {
  if (entry === null) return; // Padding.
  if (Array.isArray(entry)) {
    to.push(...entriesOfList(entry, path, row, keys));
  } else if (isObject(entry)) {
    const plain = keys === undefined ? plainEntry(entry, path) : undefined;
    if (plain !== undefined) {
      to.push(plain);
      return;
    }
    const isPair = keys === undefined && !isMessage(entry) && addPair(entry, path, row, to);
    if (!isPair) readMessage(entry, path, row, keys, to);
  } else {
    const args = { place: quotePath(path), found: kindOf(entry) };
    throw new ShapeError('wrongShape', path, say('row.expectedMessage', args));
  }
}

/** `[["user", "Hello"], …]`, all with a role that is known, and of both sides. */
function tuplesOf(list: readonly unknown[], path: JsonPath): Entry[] | undefined {
  if (!Array.isArray(list[0])) return undefined;
  const entries: Entry[] = [];
  for (const [place, entry] of list.entries()) {
    const [role = '', text = '', ...others] = isTextList(entry) ? entry : [];
    const side = others.length === 0 ? sideOfRole(role) : undefined;
    if (side === undefined) return undefined;
    entries.push({ side, text, path: [...path, place] });
  }
  return hasSide(entries, 'instruction') && hasSide(entries, 'response') ? entries : undefined;
}

/** Messages of which each is kept as JSON in a text; undefined where they are none. */
function parsedEntries(list: readonly unknown[]): JsonObject[] | undefined {
  if (!isTextList(list)) return undefined;
  const entries = list.map(nestedJson).filter(isObject).filter(isEntry);
  return entries.length === list.length ? entries : undefined;
}

/** A question, and an answer that is no text; undefined where a list is something else. */
function answeredWithNumber(list: readonly unknown[]): readonly string[] | undefined {
  const [question, answer, ...others] = list;
  const isOne = typeof question === 'string' && isScalar(answer) && others.length === 0;
  return isOne ? [question, JSON.stringify(answer)] : undefined;
}

/** Question and answer in turn. */
function inTurn(texts: readonly string[], path: JsonPath): Entry[] {
  return texts.map((text, place) => ({
    side: place % 2 === 0 ? 'instruction' : 'response',
    text,
    path: [...path, place],
  }));
}

/** `{human, assistant}` and its like: system, instruction, response, whatever their order. */
function addPair(entry: JsonObject, path: JsonPath, row: RowReading, to: Entry[]): boolean {
  const { value } = plainlySpelled(entry);
  const found: Record<Side, Entry[]> = { system: [], instruction: [], response: [] };
  const numbers: Entry[] = [];
  for (const [key, member] of Object.entries(value)) {
    const side = SIDE_OF_KEY.get(key);
    if (side === undefined) {
      row.noteUnreadInMessage(key, member);
      continue;
    }
    if (typeof member === 'string' && isSpeaker(key, member, value)) return false;
    if (typeof member === 'string') found[side].push({ side, text: member, path: [...path, key] });
    else if (isScalar(member) && side === 'response') {
      numbers.push({ side, text: JSON.stringify(member), path: [...path, key] });
    } else if (member !== null) return false;
  }
  const responses = found.response.length > 0 ? found.response : numbers.slice(0, 1);
  to.push(...found.system, ...found.instruction, ...responses);
  return found.instruction.length + responses.length > 0;
}

/** `{user: "assistant", text: "…"}` says who speaks. */
function isSpeaker(key: string, name: string, { text, content, message, value }: JsonObject): boolean {
  const isKnown = sideOfRole(key) !== undefined && sideOfRole(name) !== undefined;
  return isKnown && [text, content, message, value].some((said) => typeof said === 'string' && said !== '');
}

function isEntry(value: JsonObject): boolean {
  return isMessage(value) || Object.keys(plainlySpelled(value).value).some((key) => SIDE_OF_KEY.has(key));
}

/** Columns of a list of messages, turned into messages. */
function columnsOf(value: JsonObject): JsonObject[] | undefined {
  const { value: spelled } = plainlySpelled(value);
  const columns = COLUMN_KEYS.filter((key) => Array.isArray(spelled[key]));
  const lengths = new Set(columns.map((key) => (spelled[key] as unknown[]).length));
  const [length] = lengths;
  if (columns.length < 2 || lengths.size !== 1 || length === undefined) return undefined;
  const entries = Object.entries(spelled).filter(([, column]) => Array.isArray(column) && column.length === length);
  return Array.from({ length }, (_, at) =>
    Object.fromEntries(entries.map(([key, column]) => [key, (column as unknown[])[at]])),
  );
}

function listWithin(value: JsonObject): string | undefined {
  return LISTS.map(({ key }) => key).find((key) => isFilled(value[key]) && Array.isArray(value[key]));
}
