import type { Entry } from './entries';
import { isFilled, isObject, isSubstantial, isTextList, nestedJson, textOf, type JsonObject } from './format';
import { CHOICE_COLUMNS, HISTORY_KEYS, INSTRUCTION_KEYS, LISTS, PROMPT_COLUMNS, USE } from './keys';
import { isMessage } from './message';
import { contentText } from './messageContent';
import { entriesOfList, looksLikeList } from './messageLists';
import { renderedPromptEntries } from './rendered';
import type { RowReading } from './rowReading';
import { isBlank } from './spellings';

/**
 * The prompt of a row of one turn: what was said before, the instruction, and every column that belongs to it, in the
 * row's order.
 * @throws ShapeError
 */
export function promptEntries(row: RowReading, instructionKey: string): Entry[] {
  const history = historyEntries(row);
  const asked = instructionEntries(row, instructionKey);
  const entries = history.length === 0 ? asked : [...history, ...asked];
  if (!row.mayHave(USE.column)) return entries;
  for (const key in row.value) {
    if (key === instructionKey || !PROMPT_COLUMNS.has(key) || !row.has(key) || row.isTaken(key)) continue;
    const text = columnText(row.value[key], CHOICE_COLUMNS.has(key));
    if (text === undefined) continue;
    row.take(key);
    entries.push({ side: 'instruction', text, path: row.pathOf(key) });
  }
  return entries;
}

/** What a row asks in messages or, where it has none, in texts; nothing where it asks nothing. @throws ShapeError */
export function askedEntries(row: RowReading): Entry[] {
  const list = askedList(row.value);
  if (list !== undefined) return entriesOfList(row.take(list), row.pathOf(list), row);
  const key = askedText(row.value);
  return key === undefined ? [] : promptEntries(row, key);
}

/** Whether an object has a prompt. */
export function asks(value: JsonObject): boolean {
  return (askedList(value) ?? askedText(value)) !== undefined;
}

function askedList(value: JsonObject): string | undefined {
  return LISTS.map(({ key }) => key).find((key) => looksLikeList(value[key]));
}

/** The key of an instruction that is more than a number. */
export function askedText(value: JsonObject): string | undefined {
  return INSTRUCTION_KEYS.find((key) => isSubstantial(value[key]));
}

function instructionEntries(row: RowReading, key: string): Entry[] {
  const value = row.take(key);
  const path = row.pathOf(key);
  const list = typeof value === 'string' ? nestedJson(value) : value;
  if (isPromptList(list)) return entriesOfList(list, path, row);
  const text = isObject(value) ? contentText(value, path, row) : textOf(onlyText(value), path);
  const rendered = renderedPromptEntries(text, path);
  row.promptIsRendered ||= rendered !== undefined;
  return rendered ?? [{ side: 'instruction', text, path }];
}

/** Of several texts nothing says who says them. */
function onlyText(value: unknown): unknown {
  return isTextList(value) && value.length === 1 ? value[0] : value;
}

/** A prompt may be a list of messages, a message, or an object with such a list. */
function isPromptList(value: unknown): boolean {
  if (Array.isArray(value)) return !isTextList(value) && looksLikeList(value);
  return isObject(value) && (isMessage(value) || LISTS.some(({ key }) => looksLikeList(value[key])));
}

/** The turns before the last: pairs, messages, or texts in turn. A text is something else. */
function historyEntries(row: RowReading): Entry[] {
  const key = row.mayHave(USE.history) ? row.firstOf(HISTORY_KEYS) : undefined;
  if (key === undefined) return [];
  const value = row.value[key];
  if (typeof value === 'string' && !looksLikeList(value)) return [];
  const entries = entriesOfList(row.take(key), row.pathOf(key), row);
  return entries.every((entry) => isBlank(entry.text)) && !row.holdsMedia ? [] : withResponses(entries);
}

/** A turn of the history that has no response is a turn all the same. */
function withResponses(entries: readonly Entry[]): Entry[] {
  return entries.flatMap((entry, at) => {
    const isUnanswered = entry.side === 'instruction' && entries[at + 1]?.side !== 'response';
    return isUnanswered ? [entry, { ...entry, side: 'response', text: '' }] : [entry];
  });
}

/** Texts, one a line, whatever lists and objects they stand in; undefined where there is none. */
function columnText(value: unknown, withNumbers: boolean): string | undefined {
  const lines: string[] = [];
  const collect = (member: unknown): void => {
    if (typeof member === 'string') lines.push(member);
    else if (typeof member === 'number' && withNumbers) lines.push(JSON.stringify(member));
    else if (Array.isArray(member)) for (const entry of member as unknown[]) collect(entry);
    else if (isObject(member))
      for (const entry of Object.values(isFilled(member.text) ? [member.text] : member)) collect(entry);
  };
  collect(value);
  return lines.length === 0 ? undefined : lines.join('\n');
}
