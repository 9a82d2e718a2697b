import { lastResponse, type Entry } from './entries';
import { isObject, saidIn, textOf, type JsonObject, type JsonPath } from './format';
import { ALTERNATIVES_KEY, CANDIDATE_TEXTS, REASONING_KEYS, USE } from './keys';
import { isMessage } from './message';
import { contentText } from './messageContent';
import { entriesOfList, looksLikeList } from './messageLists';
import type { RowReading } from './rowReading';
import { withoutMarkup } from './rendered';
import { answerWithin } from './serverAnswer';
import { plainlySpelled } from './spellings';

/**
 * The response under a key: text, a message, messages, or a list of texts, of which the first counts. The others are
 * worse, but for answers to a question: they are as good.
 * @throws ShapeError
 */
function responseOf(row: RowReading, key: string): string {
  return responseIn(row.take(key), key, row.pathOf(key), row);
}

/** The response in a value that was taken from the row, under this key. @throws ShapeError */
export function responseIn(value: unknown, key: string, path: JsonPath, row: RowReading): string {
  const said = saidIn(value);
  if (said !== undefined) return row.promptIsRendered ? withoutMarkup(said) : said;
  const texts = textsIn(value);
  if (texts === undefined) return messageText(value, path, row);
  const [first = '', ...others] = row.promptIsRendered ? texts.map(withoutMarkup) : texts;
  row.addOthers(isAlternatives(key, value) ? 'alternatives' : 'rejected', others);
  return first;
}

function isAlternatives(key: string, value: unknown): boolean {
  return key === ALTERNATIVES_KEY || !Array.isArray(value);
}

/** A list of texts or numbers, also under `text`, as SQuAD keeps its answers. */
function textsIn(value: unknown): readonly string[] | undefined {
  const list = isObject(value) ? value.text : value;
  if (!Array.isArray(list)) return undefined;
  const texts = (list as unknown[]).filter((text) => text !== null).map(saidIn);
  return texts.some((text) => text === undefined) ? undefined : (texts as string[]);
}

/** The text of a response that is a message, a list of messages or parts, or of one that names its text. */
export function messageText(value: unknown, path: JsonPath, row: RowReading): string {
  if (Array.isArray(value) && looksLikeList(value)) return lastResponse(entriesOfList(value, path, row));
  const answered = answerWithin(value);
  if (answered !== undefined) return messageText(answered.value, [...path, ...answered.path], row);
  if (Array.isArray(value)) return contentText(value, path, row);
  if (!isObject(value)) return textOf(value, path);
  if (isMessage(value)) return lastResponse(entriesOfList([value], path, row));
  const named = namedText(value);
  return named === undefined ? contentText(value, path, row) : named;
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
  return reasoning === ''
    ? [answer]
    : [{ side: 'response', text: reasoning, path, messages: [{ role: 'reasoning', text: reasoning }] }, answer];
}
