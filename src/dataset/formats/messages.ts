import type { Conversation, Turn } from '../conversation';
import {
  isObject,
  kindOf,
  listOf,
  quotePath,
  requireInstruction,
  ShapeError,
  textOf,
  type JsonObject,
  type JsonPath,
} from './format';

/** Whose side of the conversation a message is on. */
type Side = 'system' | 'instruction' | 'response';

/**
 * Roles by the names that ShareGPT, OpenAI and their relatives give them. Calls to tools and what the tools answered
 * stand on the response side: they are how the response came about, and no person wrote them.
 */
const SIDE_OF_ROLE = new Map<string, Side>([
  ...roles('system', ['system', 'developer']),
  ...roles('instruction', ['human', 'user', 'prompter']),
  ...roles('response', ['gpt', 'assistant', 'chatgpt', 'model', 'bot', 'bing', 'bard']),
  ...roles('response', ['function_call', 'tool_call', 'function', 'tool', 'observation', 'tool_response', 'ipython']),
]);

function roles(side: Side, names: readonly string[]): [string, Side][] {
  return names.map((name) => [name, side]);
}

/** Whose values are no text but are written as JSON: of all the parts of a conversation, only these. */
export const CALL_KEYS = ['tool_calls', 'function_call'] as const;
const [TOOL_CALLS, FUNCTION_CALL] = CALL_KEYS;

interface Message {
  readonly side: Side;
  readonly text: string;
  readonly path: JsonPath;
}

/**
 * Pairs messages by role, never by parity: what people say up to the next response is one instruction, everything up
 * to the next instruction is its response, each joined by line breaks. A response before the first instruction
 * belongs to no turn and is left out, as training code does.
 * @param row may have a system message of its own, beside the list
 * @throws ShapeError
 */
export function conversationOfMessages(row: JsonObject, value: unknown, path: JsonPath): Conversation {
  const messages = listOf(value, path).map((message, place) => readMessage(message, [...path, place]));
  const systemMessages = messages.filter(({ side }) => side === 'system');
  const system = joinTexts([{ text: textOf(row.system, ['system']) }, ...systemMessages]);
  const turns = pairByRole(messages.filter(({ side }) => side !== 'system'));
  if (turns.length === 0) {
    throw new ShapeError('wrongShape', path, `${quotePath(path)} has no message from the user; expected at least one.`);
  }
  return system === '' ? { turns } : { system, turns };
}

function pairByRole(messages: readonly Message[]): Turn[] {
  const pairs: { instructions: Message[]; responses: Message[] }[] = [];
  for (const message of messages) {
    let pair = pairs.at(-1);
    if (message.side === 'instruction') {
      if (pair === undefined || pair.responses.length > 0) pairs.push((pair = { instructions: [], responses: [] }));
      pair.instructions.push(message);
    } else pair?.responses.push(message);
  }
  return pairs.map(({ instructions, responses }) => ({
    instruction: requireInstruction(joinTexts(instructions), instructions[0]?.path ?? []),
    response: joinTexts(responses),
  }));
}

function joinTexts(messages: readonly Pick<Message, 'text'>[]): string {
  return messages
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n');
}

function readMessage(message: unknown, path: JsonPath): Message {
  if (!isObject(message)) {
    throw new ShapeError('wrongShape', path, `Expected a message in ${quotePath(path)}, found ${kindOf(message)}.`);
  }
  const roleKey = message.from === undefined ? 'role' : 'from';
  const side = sideOf(message[roleKey], [...path, roleKey]);
  const contentKey = message.value === undefined ? 'content' : 'value';
  const texts = [contentText(message[contentKey], [...path, contentKey])];
  const { [TOOL_CALLS]: toolCalls, [FUNCTION_CALL]: functionCall } = message;
  if (toolCalls !== undefined && toolCalls !== null) {
    texts.push(...listOf(toolCalls, [...path, TOOL_CALLS]).map(toolCallText));
  }
  if (functionCall !== undefined && functionCall !== null) texts.push(JSON.stringify(functionCall));
  return { side, text: texts.filter((text) => text !== '').join('\n'), path };
}

function sideOf(role: unknown, path: JsonPath): Side {
  const side = typeof role === 'string' ? SIDE_OF_ROLE.get(role.toLowerCase()) : undefined;
  if (side !== undefined) return side;
  const found = typeof role === 'string' ? `"${role}"` : kindOf(role);
  throw new ShapeError(
    'wrongShape',
    path,
    `Expected a role such as "user" or "gpt" in ${quotePath(path)}, found ${found}.`,
  );
}

/** Text, or the text parts of a list of parts; images and other parts hold nothing that is scored. */
function contentText(content: unknown, path: JsonPath): string {
  if (!Array.isArray(content)) return textOf(content, path);
  return content
    .map((part: unknown, place) => {
      if (typeof part === 'string') return part;
      return isObject(part) && part.text !== undefined ? textOf(part.text, [...path, place, 'text']) : '';
    })
    .filter((text) => text !== '')
    .join('\n');
}

/** A tool call in OpenAI's form, written as ShareGPT data writes it: name and arguments. */
function toolCallText(call: unknown): string {
  return JSON.stringify(isObject(call) && call.function !== undefined ? call.function : call);
}
