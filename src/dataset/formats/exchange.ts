import { say } from '../../messages/say';
import type { Conversation } from '../conversation';
import { conversationOf, type Entry } from './entries';
import {
  firstFilled,
  isFilled,
  isObject,
  nestedJson,
  quotePath,
  ShapeError,
  type JsonObject,
  type JsonPath,
  type RowFormat,
} from './format';
import { HISTORY_KEYS, INSTRUCTION_KEYS, PROMPT_COLUMNS, REQUESTS, RESPONSE_KEYS, SERVER_ANSWERS, USE } from './keys';
import { askedEntries, askedText, asks } from './prompts';
import { messageText, responseEntries } from './responses';
import { RowReading } from './rowReading';
import { answerWithin, holdsAnswer, isFailure } from './serverAnswer';
import { plainlySpelled } from './spellings';

/** What a server was asked and what it answered, side by side, as batch files, proxies and traces keep them. */
export const exchange: RowFormat = {
  name: 'Request and answer',
  needs: USE.request,
  fits: (row) => requestOf(row) !== undefined && answerKeyOf(row) !== undefined,
  parse(row): Conversation {
    const { key, path, value } = requestOf(row) ?? { key: '', path: [], value: {} };
    const inner = RowReading.of(withSystem(value), path);
    const asked = askedEntries(inner);
    row.promptIsRendered = inner.promptIsRendered;
    const conversation = conversationOf([...asked, ...answerEntries(row, answerKeyOf(row) ?? '')], inner, path);
    row.absorb(inner, key);
    return conversation;
  },
};

/** A prompt and what a server answered, as it sent it: scripts put the two together that keep no request. */
export const answeredPrompt: RowFormat = {
  name: 'Prompt and server answer',
  needs: USE.serverAnswer,
  fits: (row) =>
    firstFilled(row.value, RESPONSE_KEYS) === undefined &&
    askedText(row.value) !== undefined &&
    sentKeyOf(row, SERVER_ANSWERS) !== undefined,
  parse(row): Conversation {
    const answer = answerEntries(row, sentKeyOf(row, SERVER_ANSWERS) ?? ''); // First: "choices" is else asked.
    return conversationOf([...askedEntries(row), ...answer], row, []);
  },
};

/** The first of the keys under which a whole answer of a server stands. */
function sentKeyOf(row: RowReading, keys: readonly string[]): string | undefined {
  return keys.find((name) => holdsAnswer(parsed(row.value[name])));
}

/** @throws ShapeError when a row holds what a server answered and nothing that it can have been asked */
export function requireRequest(row: RowReading): void {
  const key = sentKeyOf(row, [...RESPONSE_KEYS, ...SERVER_ANSWERS]);
  if (key === undefined || Object.keys(row.value).some((name) => name !== key && isProse(row.value[name]))) return;
  const path = row.pathOf(key);
  throw new ShapeError('wrongShape', path, say('row.noRequest', { place: quotePath(path) }));
}

/** What may have been asked, whatever its key. */
function isProse(value: unknown): boolean {
  return typeof value === 'string' && value.trim().includes(' ');
}

/** OpenAI's responses take the system message under a name that is an instruction's elsewhere. */
function withSystem(request: JsonObject): JsonObject {
  const { instructions, ...others } = request;
  const isSystem = typeof instructions === 'string' && isFilled(request.input) && !isFilled(request.system);
  return isSystem ? { ...others, system: instructions } : request;
}

/** The key of what a server answered, where a row has it beside its prompt: as text, or as the server sent it. */
export function answerKeyOf(row: RowReading): string | undefined {
  const key = firstFilled(row.value, RESPONSE_KEYS);
  return key ?? SERVER_ANSWERS.find((name) => answerWithin(parsed(row.value[name])) !== undefined);
}

function answerEntries(row: RowReading, key: string): Entry[] {
  const path = row.pathOf(key);
  const answer = parsed(row.value[key]);
  if (!isObject(answer) && !Array.isArray(answer)) return responseEntries(row, key);
  row.take(key);
  return [{ side: 'response', text: isFailure(answer) ? '' : messageText(answer, path, row), path }];
}

/** A request and its answer as scripts write them that ask for many rows at once: a list of the two, and what is known of them. */
export function loggedExchange(list: readonly unknown[]): JsonObject | undefined {
  const [request, response, ...others] = list;
  const isOne = isObject(request) && asks(request) && answerWithin(response) !== undefined && others.length < 2;
  return isOne ? { request, response, ...(isObject(others[0]) ? { metadata: others[0] } : {}) } : undefined;
}

interface Request {
  readonly key: string;
  readonly path: JsonPath;
  readonly value: JsonObject;
}

/** The object in which the prompt stands. */
function requestOf(row: RowReading): Request | undefined {
  for (const key of REQUESTS) {
    const found = promptWithin(row.value[key], row.pathOf(key));
    if (found !== undefined) return asksBeside(row, key) ? undefined : { key, ...found };
  }
  return undefined;
}

/** What stands in an object is then no more than a part of the prompt. */
function asksBeside(row: RowReading, request: string): boolean {
  const others = [...INSTRUCTION_KEYS, ...PROMPT_COLUMNS, ...HISTORY_KEYS].filter((key) => key !== request);
  return row.firstOf(others) !== undefined;
}

function promptWithin(value: unknown, path: JsonPath): Omit<Request, 'key'> | undefined {
  const request = parsed(value);
  if (!isObject(request)) return undefined;
  const { value: spelled } = plainlySpelled(request);
  for (const key of REQUESTS) {
    const found = promptWithin(spelled[key], [...path, key]);
    if (found !== undefined) return found;
  }
  return asks(spelled) ? { path, value: request } : undefined;
}

/** A log may keep what was sent as the text that was sent. */
function parsed(value: unknown): unknown {
  return nestedJson(value) ?? value;
}
