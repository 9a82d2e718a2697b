import type { GoodRow, TurnMessage } from '../dataset/conversation';
import { isObject, parsedJson, type JsonObject } from '../dataset/formats/format';
import { say } from '../messages/say';
import { Refusal } from './refusal';
import { toolsOf, type Tool } from './tools';

export interface ToolCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
  /** What the assistant thought before it answered; absent = nothing is told of it. */
  readonly reasoning?: string;
  /** What the assistant asked of tools; absent = nothing. */
  readonly calls?: readonly ToolCall[];
}

/** A row as chat templates and trainers know it: the system message, then everything that was said, in order. */
export interface ChatRow {
  readonly messages: readonly ChatMessage[];
  /** That the assistant may call; absent = the row names none. */
  readonly tools?: readonly Tool[];
}

/** Whether the row names tools, calls one, or holds what one answered. */
export function usesTools({ messages, tools }: ChatRow): boolean {
  return tools !== undefined || messages.some(({ role, calls }) => role === 'tool' || calls !== undefined);
}

/** A row as it was read, and what its conversation does not keep of it. */
export interface ReadRow {
  readonly row: GoodRow;
  /** The messages of each turn; undefined where the row says no more of them than whose side they are on. */
  readonly turns: readonly (readonly TurnMessage[])[] | undefined;
  /** Whether the row lists messages: what is said twice in a row by one side was said in two messages then. */
  readonly listsMessages: boolean;
  /** The row's JSON. */
  readonly source: unknown;
}

/** @throws Refusal where no trainer could make sense of the row */
export function chatRowOf({ row, turns: told, listsMessages, source }: ReadRow): ChatRow {
  const { system, turns, attachments, isRejected } = row.conversation;
  if (isRejected === true) throw new Refusal('rejectedByLabel', say('refused.label'));
  checkTextAlone(row);
  const messages = turns.flatMap(({ instruction, response }, at): ChatMessage[] => {
    const own = told?.[at];
    if (own !== undefined && isWhole(own, instruction, response)) {
      return messagesOf(own, instruction, listsMessages);
    }
    return [
      { role: 'user', content: instruction },
      { role: 'assistant', content: response },
    ];
  });
  const tools = attachments?.tools === undefined ? undefined : toolsOf(source);
  const chat = {
    messages: system === undefined ? messages : [{ role: 'system' as const, content: system }, ...messages],
    ...(tools === undefined ? {} : { tools }),
  };
  checkMessages(chat.messages);
  return chat;
}

/** @throws Refusal for a row that is more than its turns */
export function checkTextAlone({ conversation: { attachments }, openingLeftOut }: GoodRow): void {
  if (attachments?.media !== undefined) {
    throw new Refusal('media', say('refused.media'));
  }
  if (attachments?.documents !== undefined) {
    throw new Refusal('documents', say('refused.documents'));
  }
  if (openingLeftOut === true) {
    throw new Refusal('assistantFirst', say('refused.assistantFirst'));
  }
}

/** Messages are another view of a turn's texts: where they are not the whole of it, the texts count. */
function isWhole(messages: readonly TurnMessage[], instruction: string, response: string): boolean {
  const textOf = (isUser: boolean): string =>
    messages
      .filter(({ role, text }) => (role === 'user') === isUser && text !== '')
      .map(({ text }) => text)
      .join('\n');
  return textOf(true) === instruction && textOf(false) === response;
}

function messagesOf(told: readonly TurnMessage[], instruction: string, listsMessages: boolean): ChatMessage[] {
  const users = told.filter(({ role }) => role === 'user');
  const asked: ChatMessage[] = listsMessages
    ? users.map(({ text }) => ({ role: 'user', content: text }))
    : [{ role: 'user', content: instruction }];
  return [...asked, ...answers(told.filter(({ role }) => role !== 'user'))];
}

/** A message may hold thoughts, then text, then calls: whatever comes out of this order begins another one. */
const PLACES = { reasoning: 0, assistant: 1, toolCall: 2 } as const;

function answers(told: readonly TurnMessage[]): ChatMessage[] {
  const messages: ChatMessage[] = [];
  let place = Infinity;
  for (const { role, text } of told) {
    if (role === 'toolResult') {
      messages.push({ role: 'tool', content: text });
      place = Infinity;
    } else if (role === 'reasoning' || role === 'assistant' || role === 'toolCall') {
      const next = PLACES[role];
      const goesOn = next > place || (next === PLACES.toolCall && place === PLACES.toolCall);
      const before = goesOn ? messages.pop() : undefined;
      messages.push(withPart(before ?? { role: 'assistant', content: '' }, role, text));
      place = next;
    }
  }
  return messages;
}

function withPart(message: ChatMessage, part: keyof typeof PLACES, text: string): ChatMessage {
  if (part === 'reasoning') return { ...message, reasoning: text };
  if (part === 'assistant') return { ...message, content: text };
  return { ...message, calls: [...(message.calls ?? []), ...callsIn(text)] };
}

/** As the reader writes them: an object with name and arguments, the latter maybe as text; a list of several. */
function callsIn(text: string): ToolCall[] {
  const value = parsedJson(text);
  return (Array.isArray(value) ? (value as unknown[]) : [value]).map((call) => {
    const given = isObject(call) ? (call.arguments ?? call.parameters ?? call.input ?? call.args ?? {}) : undefined;
    const args = typeof given === 'string' ? parsedJson(given === '' ? '{}' : given) : given;
    if (!isObject(call) || typeof call.name !== 'string' || call.name === '' || !isObject(args)) {
      throw new Refusal('toolCall', say('refused.toolCall', { text: excerpt(text) }));
    }
    return { name: call.name, arguments: args };
  });
}

const EXCERPT = 80;

function excerpt(text: string): string {
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
}

/** @throws Refusal for roles and texts that no chat template is made for */
function checkMessages(messages: readonly ChatMessage[]): void {
  const said = messages.filter(({ role }) => role !== 'system');
  for (const [at, { role, content, calls }] of said.entries()) {
    if (content.trim() === '' && calls === undefined && role !== 'tool') {
      throw new Refusal('emptyTurn', say('refused.emptyMessage', { place: String(at + 1), role }));
    }
    const before = said[at - 1]?.role;
    if (!mayFollow(role, before)) {
      throw new Refusal(
        'rolesDoNotAlternate',
        say('refused.roleAfter', { role, before: before ?? say('found.nothing') }),
      );
    }
  }
  const last = said.at(-1);
  if (last?.role !== 'assistant') {
    throw new Refusal('emptyTurn', say('refused.noResponse'));
  }
}

function mayFollow(role: ChatMessage['role'], before: ChatMessage['role'] | undefined): boolean {
  if (role === 'user') return before === undefined || before === 'assistant';
  if (role === 'tool') return before === 'assistant' || before === 'tool';
  return before === 'user' || before === 'tool';
}
