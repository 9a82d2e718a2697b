import { say } from '../../messages/say';
import type { MessageRole, RoleTarget, TurnMessage } from '../conversation';
import type { Entry } from './entries';
import {
  firstFilled,
  isFilled,
  isObject,
  isSubstantial,
  joinTexts,
  kindOf,
  quotePath,
  ShapeError,
  type JsonObject,
  type JsonPath,
} from './format';
import { KIND_OF_KEY, MEDIA_AND_DOCUMENT_KEYS } from './attachments';
import { CONTENT_KEYS, FUNCTION_CALL, REASONING_KEYS, ROLE_KEYS, TOOL_CALLS } from './keys';
import { addContent, callTexts, contentText, textsOf, type MessageContent } from './messageContent';
import { responseRole, sideOfRole, sideOfTarget, type Side } from './roles';
import type { RowReading } from './rowReading';
import { plainlySpelled } from './spellings';

/** Where messages of a form of their own keep their parts, and who their roles are. */
export interface MessageKeys {
  readonly role?: string | undefined;
  readonly content?: string | undefined;
  readonly roles?: Readonly<Record<string, RoleTarget>> | undefined;
}

/** Keys that say something about a message and nothing in it. */
const ABOUT_MESSAGES = new Set([
  ...['id', 'name', 'channel', 'recipient', 'tool_call_id', 'tool_use_id', 'weight', 'train', 'model'],
  ...[TOOL_CALLS, FUNCTION_CALL, ...ROLE_KEYS, ...REASONING_KEYS],
]);
/** Of those, and of attachments, the ones that are told of as messages or parts of their own. */
const SAID_IN_MESSAGES = new Set([TOOL_CALLS, FUNCTION_CALL, ...REASONING_KEYS, ...MEDIA_AND_DOCUMENT_KEYS]);
/** Which name kinds of objects as often as roles. */
const UNCERTAIN_ROLE = 'type';

/** Whether an object says whose message it is. */
export function isMessage(value: JsonObject): boolean {
  const { value: message } = plainlySpelled(value);
  return ROLE_KEYS.some((key) => isRole(message[key], key === UNCERTAIN_ROLE));
}

function isRole(value: unknown, mustBeKnown: boolean): boolean {
  const name = roleName(value);
  return name !== undefined && (!mustBeKnown || sideOfRole(name) !== undefined);
}

/** ChatGPT's exports hold an object with the role in it. */
function roleName(value: unknown): string | undefined {
  const name = isObject(value) ? value.role : value;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** @throws ShapeError */
export function readMessage(
  entry: JsonObject,
  path: JsonPath,
  row: RowReading,
  keys: MessageKeys | undefined,
  to: Entry[],
): void {
  const { value: message } = plainlySpelled(entry);
  const { side, key: roleKey, name } = roleOf(message, path, keys);
  const partsBefore = row.attachments.partCount;
  const found = contentsOf(message, roleKey, path, row, keys);
  const beside = row.turnMessages === undefined ? undefined : besideText(message, roleKey, partsBefore, row, keys);
  const said = joinTexts(textsOf(found));
  const results = joinTexts(found.toolResults);
  if (side !== 'instruction') {
    const text = joinTexts([results, said]);
    const messages = side === 'response' ? messagesOf(found, responseRole(name)) : undefined;
    to.push({ side, text, path, messages, beside });
  } else {
    // What a tool answered is on the response side, no matter who passes it on.
    const isSaid = found.toolResults.length === 0 || said !== '';
    if (found.toolResults.length > 0) {
      const messages = resultsOf(found);
      to.push({ side: 'response', text: results, path, messages, beside: isSaid ? undefined : beside });
    }
    if (isSaid) to.push({ side, text: said, path, beside });
  }
}

/** What tools answered, then what was said, joined where one after the other is of one role; empty ones are none. */
function messagesOf(found: MessageContent, role: MessageRole): readonly TurnMessage[] {
  const said = found.said.map(({ role: own, text }) => ({ role: own ?? role, text }));
  const messages: TurnMessage[] = [];
  for (const message of [...resultsOf(found), ...said]) {
    const last = messages.at(-1);
    if (message.text === '') continue;
    if (last?.role !== message.role || message.role === 'toolCall') messages.push(message);
    else messages[messages.length - 1] = { ...last, text: joinTexts([last.text, message.text]) };
  }
  return messages;
}

/** What a message holds beside what is said in it; undefined = nothing. @param partsBefore how many the row had before */
function besideText(
  message: JsonObject,
  roleKey: string,
  partsBefore: number,
  row: RowReading,
  keys: MessageKeys | undefined,
): Entry['beside'] {
  const otherParts = row.attachments.partsFrom(partsBefore);
  const contentKey = contentKeyOf(message, roleKey, keys);
  const otherFields = Object.entries(message)
    .filter(
      ([name, value]) => name !== roleKey && name !== contentKey && !SAID_IN_MESSAGES.has(name) && isFilled(value),
    )
    .map(([name, value]) => ({ path: [name], value }));
  if (otherParts === undefined && otherFields.length === 0) return undefined;
  return {
    ...(otherParts === undefined ? {} : { otherParts }),
    ...(otherFields.length === 0 ? {} : { otherFields }),
  };
}

function resultsOf({ toolResults }: MessageContent): readonly TurnMessage[] {
  return toolResults.map((text) => ({ role: 'toolResult', text }));
}

/** Messages as most are, read without further ado: two texts under two of four keys. */
export function plainEntry(entry: JsonObject, path: JsonPath): Entry | undefined {
  const { role, content, from, value } = entry;
  const [name, text] = typeof from === 'string' ? [from, value] : [role, content];
  if (typeof name !== 'string' || typeof text !== 'string') return undefined;
  const side = hasTwoKeys(entry) ? sideOfRole(name) : undefined;
  if (side === undefined) return undefined;
  const speaker = side === 'response' ? responseRole(name) : 'assistant';
  return speaker === 'assistant' ? { side, text, path } : { side, text, path, messages: [{ role: speaker, text }] };
}

/** Without a list of the keys: every message is asked. */
function hasTwoKeys(entry: JsonObject): boolean {
  let count = 0;
  for (const key in entry) if (Object.hasOwn(entry, key)) count++;
  return count === 2;
}

interface KnownRole {
  readonly side: Side;
  readonly key: string;
  readonly name: string;
}

function roleOf(message: JsonObject, path: JsonPath, keys: MessageKeys | undefined): KnownRole {
  let unknown: { readonly key: string; readonly name: string } | undefined;
  for (const key of keys?.role === undefined ? ROLE_KEYS : [keys.role]) {
    const name = roleName(message[key]);
    if (name === undefined) continue;
    const side = sideOf(name, keys?.roles);
    if (side !== undefined) return { side, key, name };
    if (key !== UNCERTAIN_ROLE || unknown === undefined) unknown ??= { key, name };
  }
  throw unknownRole(message, path, unknown);
}

function sideOf(name: string, roles: MessageKeys['roles']): Side | undefined {
  const target = roles === undefined ? undefined : (own(roles, name) ?? own(roles, name.trim()));
  return target === undefined ? sideOfRole(name) : sideOfTarget(target);
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function unknownRole(message: JsonObject, path: JsonPath, unknown: { key: string; name: string } | undefined) {
  const key = unknown?.key ?? ROLE_KEYS.find((name) => name in message && name !== UNCERTAIN_ROLE) ?? 'role';
  const found = unknown === undefined ? kindOf(message[key]) : `"${unknown.name}"`;
  const place = [...path, key];
  return new ShapeError('wrongShape', place, say('row.expectedRole', { place: quotePath(place), found }), true);
}

function contentsOf(
  message: JsonObject,
  roleKey: string,
  path: JsonPath,
  row: RowReading,
  keys: MessageKeys | undefined,
): MessageContent {
  const contentKeys = contentKeysOf(keys);
  const key = contentKeyOf(message, roleKey, keys);
  const found: MessageContent = { said: [], toolResults: [] };
  if (key !== undefined) addContent(unwrapped(message[key]), [...path, key], row, found);
  const calls = callTexts(message);
  const reasoning = reasoningOf(message, textsOf(found), path, row);
  for (const name in message) noteOther(name, message[name], key, row);
  if (key === undefined && calls.length === 0 && reasoning.length === 0) {
    requireContent(message, roleKey, contentKeys, path, row);
  }
  found.said.unshift(...reasoning.map((text) => ({ role: 'reasoning' as const, text })));
  found.said.push(...calls.map((text) => ({ role: 'toolCall' as const, text })));
  return found;
}

function contentKeysOf(keys: MessageKeys | undefined): readonly string[] {
  return keys?.content === undefined ? CONTENT_KEYS : [keys.content];
}

/** Under which a message has its content; undefined = it has none. */
function contentKeyOf(message: JsonObject, roleKey: string, keys: MessageKeys | undefined): string | undefined {
  return firstFilled(
    message,
    contentKeysOf(keys).filter((name) => name !== roleKey),
  );
}

/** LangChain keeps the content in `data`. */
function unwrapped(content: unknown): unknown {
  return isObject(content) && !('type' in content) && isFilled(content.content) ? content.content : content;
}

/** What the assistant thought before it answered; none where the content repeats it. */
function reasoningOf(message: JsonObject, said: readonly string[], path: JsonPath, row: RowReading): string[] {
  const key = REASONING_KEYS.find((name) => isSubstantial(message[name]));
  if (key === undefined) return [];
  const text = contentText(message[key], [...path, key], row);
  return text === '' || said.some((content) => content.includes(text)) ? [] : [text];
}

function noteOther(name: string, value: unknown, contentKey: string | undefined, row: RowReading): void {
  if (name === contentKey || ABOUT_MESSAGES.has(name) || value === null || value === '') return;
  if (KIND_OF_KEY.has(name)) row.addAttachment(name, value);
  else row.noteUnreadInMessage(name, value);
}

/** A message may be empty; one whose text stands under another key must not be read as if it were. */
function requireContent(
  message: JsonObject,
  roleKey: string,
  contentKeys: readonly string[],
  path: JsonPath,
  row: RowReading,
): void {
  if (contentKeys.some((name) => message[name] === '' || Array.isArray(message[name]))) return;
  const others = Object.keys(message).filter(
    (name) => name !== roleKey && !ABOUT_MESSAGES.has(name) && !KIND_OF_KEY.has(name) && isFilled(message[name]),
  );
  const other = others.find((name) => typeof message[name] === 'string' || Array.isArray(message[name]));
  if (other === undefined || row.holdsMedia) return;
  const keys = contentKeys.length > 1 ? say('or', { first: '"content"', second: '"value"' }) : `"${contentKeys[0]}"`;
  throw new ShapeError(
    'wrongShape',
    path,
    say('row.textElsewhere', { place: quotePath(path), keys, key: other }),
    true,
  );
}
