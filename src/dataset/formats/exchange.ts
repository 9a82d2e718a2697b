import type { Conversation } from '../conversation';
import { conversationOf, type Entry } from './entries';
import { isObject, nestedJson, type JsonObject, type JsonPath, type RowFormat } from './format';
import { HISTORY_KEYS, INSTRUCTION_KEYS, PROMPT_COLUMNS, REQUESTS, RESPONSE_KEYS, SERVER_ANSWERS, USE } from './keys';
import { asks, askedEntries } from './prompts';
import { messageText, responseEntries, responseKeyIn } from './responses';
import { RowReading } from './rowReading';
import { answerWithin, isFailure } from './serverAnswer';
import { plainlySpelled } from './spellings';

/** What a server was asked and what it answered, side by side, as batch files, proxies and traces keep them. */
export const exchange: RowFormat = {
  name: 'Request and answer',
  needs: USE.request,
  fits: (row) => requestOf(row) !== undefined && answerKeyOf(row) !== undefined,
  parse(row): Conversation {
    const { key, path, value } = requestOf(row) ?? { key: '', path: [], value: {} };
    const inner = RowReading.of(value, path);
    const asked = askedEntries(inner);
    row.promptIsRendered = inner.promptIsRendered;
    const conversation = conversationOf([...asked, ...answerEntries(row, answerKeyOf(row) ?? '')], inner, path);
    row.absorb(inner, key);
    return conversation;
  },
};

/** The key of what a server answered, where a row has it beside its prompt: as text, or as the server sent it. */
export function answerKeyOf(row: RowReading): string | undefined {
  const key = responseKeyIn(row.value, RESPONSE_KEYS);
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
