import { lastResponse, type Entry } from './entries';
import { isFilled, isObject, isTextList, textOf, type JsonObject, type JsonPath } from './format';
import { ALTERNATIVES_KEY, CANDIDATE_TEXTS, REASONING_KEYS, USE } from './keys';
import { isMessage } from './message';
import { contentText } from './messageContent';
import { entriesOfList, looksLikeList } from './messageLists';
import type { RowReading } from './rowReading';
import { plainlySpelled } from './spellings';

/**
 * The response under a key: text, a message, messages, or a list of texts, of which the first counts. The others are
 * worse, but for answers to a question: they are as good.
 * @throws ShapeError
 */
export function responseOf(row: RowReading, key: string): string {
  return responseIn(row.take(key), key, row.pathOf(key), row);
}

/** The response in a value that was taken from the row, under this key. @throws ShapeError */
export function responseIn(value: unknown, key: string, path: JsonPath, row: RowReading): string {
  const texts = textsOf(value);
  if (texts === undefined) return messageText(value, path, row);
  const [first = '', ...others] = texts;
  (isAlternatives(key, value) ? row.alternatives : row.rejected).push(...others);
  return first;
}

function isAlternatives(key: string, value: unknown): boolean {
  return key === ALTERNATIVES_KEY || !Array.isArray(value);
}

/** A list of texts, also under `text`, as SQuAD keeps its answers. */
function textsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  const list = isObject(value) ? value.text : value;
  if (!Array.isArray(list)) return undefined;
  const texts = (list as unknown[]).filter((text) => text !== null);
  return texts.length === 0 || isTextList(texts) ? (texts as string[]) : undefined;
}

/** The text of a response that is a message, a list of messages or parts, or of one that names its text. */
export function messageText(value: unknown, path: JsonPath, row: RowReading): string {
  if (Array.isArray(value) && looksLikeList(value)) return lastResponse(entriesOfList(value, path, row));
  if (Array.isArray(value)) return contentText(value, path, row);
  if (!isObject(value)) return textOf(value, path);
  const answered = answerWithin(value);
  if (answered !== undefined) return messageText(answered.value, [...path, ...answered.path], row);
  if (isMessage(value)) return lastResponse(entriesOfList([value], path, row));
  const named = namedText(value);
  return named === undefined ? contentText(value, path, row) : named;
}

/** What a server answered, as it sent it or as a batch keeps it: `{body: {choices: [{message}]}}`. */
function answerWithin({ body, choices, message }: JsonObject): { value: unknown; path: JsonPath } | undefined {
  if (isObject(body)) return { value: body, path: ['body'] };
  if (Array.isArray(choices) && isObject(choices[0])) return { value: choices[0], path: ['choices', 0] };
  return isObject(message) ? { value: message, path: ['message'] } : undefined;
}

/** The text of an object that holds a response among other things. */
export function namedText(value: JsonObject): string | undefined {
  const { value: spelled } = plainlySpelled(value);
  const key = CANDIDATE_TEXTS.find((name) => typeof spelled[name] === 'string' && spelled[name] !== '');
  return key === undefined ? undefined : (spelled[key] as string);
}

/** What stands beside a response and came before it. */
export function reasoningOf(row: RowReading, response: string): string {
  const key = row.mayHave(USE.reasoning) ? row.firstOf(REASONING_KEYS) : undefined;
  const value = key === undefined ? undefined : row.value[key];
  if (key === undefined || (typeof value !== 'string' && !isObject(value) && !Array.isArray(value))) return '';
  const text = contentText(row.take(key), row.pathOf(key), row);
  return response.includes(text) ? '' : text;
}

/** The response under a key, with the reasoning that stands beside it. */
export function responseEntries(row: RowReading, key: string): Entry[] {
  const text = responseOf(row, key);
  const path = row.pathOf(key);
  const reasoning = reasoningOf(row, text);
  const answer: Entry = { side: 'response', text, path };
  return reasoning === '' ? [answer] : [{ side: 'response', text: reasoning, path }, answer];
}

export function isResponse(value: unknown): boolean {
  return isFilled(value) && (typeof value === 'string' || typeof value === 'object');
}
