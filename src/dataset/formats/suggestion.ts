import type { FieldMapping, ListMapping, RoleTarget } from '../conversation';
import { isFilled, isObject, nestedJson, type JsonObject } from './format';
import { CONTENT_KEYS, ROLE_KEYS } from './keys';
import { sideOfRole } from './roles';

/** Names that tell which side a text is on, wherever they stand in a key. */
const PROMPT_NAME = /instruct|prompt|question|query|request|input|source|user|human|ask|problem|task|^q$|_q$|^q_/i;
const RESPONSE_NAME =
  /respon|answer|output|reply|complet|target|assistant|solution|generat|^a$|_a$|^a_|bot|gpt|label|summary/i;
const SYSTEM_NAME = /system/i;
/** What tells where a row comes from; it is no text to learn from. */
const LABEL_NAME = /(?:^|_)(?:id|uuid|hash|lang|language|url|date|created_at)$/i;
const MOST_DEPTH = 3;
const MOST_MEMBERS = 50;

interface Found {
  readonly path: string;
  readonly value: string;
}

/** The mapping that would read a row of no known form, as far as its keys tell; undefined where none would. */
export function suggestedMapping(row: JsonObject): FieldMapping | undefined {
  return suggestedList(row) ?? suggestedTexts(row);
}

function suggestedTexts(row: JsonObject): FieldMapping | undefined {
  const texts = [...textsIn(row, '', MOST_DEPTH)];
  const system = texts.find(({ path }) => SYSTEM_NAME.test(path))?.path;
  const others = texts.filter(({ path }) => path !== system);
  const named = (name: RegExp, not?: string): string | undefined =>
    others.find(({ path }) => path !== not && name.test(lastStep(path)))?.path;
  const unnamed = (not: string | undefined): string | undefined => {
    const left = others.filter(({ path }) => path !== not && !LABEL_NAME.test(lastStep(path)));
    return (left.find(({ value }) => value.includes(' ')) ?? left[0])?.path;
  };
  const prompt = named(PROMPT_NAME);
  const response = named(RESPONSE_NAME, prompt);
  const instruction = prompt ?? unnamed(response);
  if (instruction === undefined) return undefined;
  const answer = response ?? unnamed(instruction);
  return {
    instruction,
    ...(answer === undefined ? {} : { response: answer }),
    ...(system === undefined ? {} : { system }),
  };
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function* textsIn(value: JsonObject, prefix: string, depth: number): Generator<Found> {
  for (const [key, member] of Object.entries(value).slice(0, MOST_MEMBERS)) {
    const path = `${prefix}${key}`;
    if (typeof member === 'string' && member !== '') yield { path, value: member };
    else if (isObject(member) && depth > 1) yield* textsIn(member, `${path}.`, depth - 1);
  }
}

/** The first list of objects in which texts and roles stand. */
function suggestedList(row: JsonObject): ListMapping | undefined {
  for (const { path, messages } of listsIn(row, '', MOST_DEPTH)) {
    const mapping = mappingOfList(path, messages);
    if (mapping !== undefined) return mapping;
  }
  return undefined;
}

interface FoundList {
  readonly path: string;
  readonly messages: readonly JsonObject[];
}

function* listsIn(row: JsonObject, prefix: string, depth: number): Generator<FoundList> {
  for (const [key, member] of Object.entries(row).slice(0, MOST_MEMBERS)) {
    const path = `${prefix}${key}`;
    const value = nestedJson(member) ?? member;
    const list = Array.isArray(value) ? (value as unknown[]).slice(0, MOST_MEMBERS).filter(isObject) : [];
    if (list.length > 0) yield { path, messages: list };
    else if (isObject(member) && depth > 1) yield* listsIn(member, `${path}.`, depth - 1);
  }
}

function mappingOfList(path: string, messages: readonly JsonObject[]): ListMapping | undefined {
  const keys = [...new Set(messages.flatMap((message) => Object.keys(message)))];
  const texts = (key: string): string[] =>
    messages.map((message) => message[key]).filter((text): text is string => typeof text === 'string' && text !== '');
  const role =
    ROLE_KEYS.find((key) => texts(key).some((name) => sideOfRole(name) !== undefined)) ??
    ROLE_KEYS.find((key) => key !== 'type' && texts(key).length > 0) ??
    keys.find((key) => texts(key).length > 0 && texts(key).every((name) => sideOfRole(name) !== undefined)) ??
    keys.find((key) => isRoleColumn(texts(key), messages.length));
  if (role === undefined) return undefined;
  const content =
    CONTENT_KEYS.find((key) => key !== role && messages.some((message) => isFilled(message[key]))) ??
    keys.filter((key) => key !== role).sort((a, b) => totalLength(texts(b)) - totalLength(texts(a)))[0];
  if (content === undefined) return undefined;
  const roles = rolesToMap(texts(role));
  return {
    messages: path,
    ...(ROLE_KEYS.includes(role) && role !== 'type' ? {} : { role }),
    ...(CONTENT_KEYS.includes(content) ? {} : { content }),
    ...(roles === undefined ? {} : { roles }),
  };
}

/** Short names, of which there are fewer than messages; of a single message nothing tells the role. */
function isRoleColumn(names: readonly string[], count: number): boolean {
  const isName = (name: string): boolean => name.length <= 20 && !/[.?!]/.test(name);
  return names.length === count && names.every(isName) && (count === 2 || new Set(names).size < count);
}

function totalLength(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** The roles that are not known, each with whose it may be: somebody asks, and somebody answers. */
function rolesToMap(names: readonly string[]): Readonly<Record<string, RoleTarget>> | undefined {
  const unknown = [...new Set(names.map((name) => name.trim()))].filter((name) => sideOfRole(name) === undefined);
  if (unknown.length === 0) return undefined;
  const isUserKnown = names.some((name) => sideOfRole(name) === 'instruction');
  const isAssistantKnown = names.some((name) => sideOfRole(name) === 'response');
  return Object.fromEntries(
    unknown.map((name, at): [string, RoleTarget] => {
      const isUser = (at === 0 && !isUserKnown) || (isAssistantKnown && !isUserKnown);
      return [name, isUser ? 'user' : 'assistant'];
    }),
  );
}
