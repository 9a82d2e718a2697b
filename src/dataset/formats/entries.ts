import { say } from '../../messages/say';
import type { Conversation, Turn, TurnMessage } from '../conversation';
import { isFilled, isObject, isScalar, joinTexts, quotePath, ShapeError, type JsonPath } from './format';
import { SYSTEM_KEYS, USE } from './keys';
import { contentText } from './messageContent';
import type { Side } from './roles';
import type { RowReading } from './rowReading';
import { isBlank, invisibleNames } from './spellings';

/** Something that one side says. */
export interface Entry {
  readonly side: Side;
  readonly text: string;
  readonly path: JsonPath;
  /** The messages that the text consists of, where they are not one of the side's own. */
  readonly messages?: readonly TurnMessage[] | undefined;
  /** What stands in it beside text, for who wants to read messages one by one. */
  readonly beside?: Pick<TurnMessage, 'otherParts' | 'otherFields'> | undefined;
}

/**
 * Pairs entries by side, never by parity: what people say up to the next response is one instruction, everything up to
 * the next instruction is its response, each joined by line breaks. A response before the first instruction belongs to
 * no turn and is left out, as training code does.
 * @param row may have a system message of its own
 * @param path to blame when nobody asks anything
 * @throws ShapeError
 */
export function conversationOf(entries: readonly Entry[], row: RowReading, path: JsonPath): Conversation {
  const system = systemOf(entries, row);
  const turns = pairBySide(entries, row);
  if (turns.length === 0) {
    throw new ShapeError('wrongShape', path, say('row.noUser', { place: quotePath(path) }));
  }
  return system === '' ? { turns } : { system, turns };
}

function systemOf(entries: readonly Entry[], row: RowReading): string {
  const key = row.mayHave(USE.system) ? row.firstOf(SYSTEM_KEYS) : undefined;
  const texts =
    key === undefined || row.isTaken(key) || isScalar(row.value[key])
      ? []
      : [contentText(nestedText(row.take(key)), row.pathOf(key), row)];
  for (const { side, text } of entries) if (side === 'system') texts.push(text);
  return texts.length === 0 ? '' : joinTexts(texts);
}

/** A system message may be a message itself, role and all. */
function nestedText(value: unknown): unknown {
  return isObject(value) && isFilled(value.content) ? value.content : value;
}

/** From an instruction to the next one that follows a response. Nearly every row is one of two entries. */
function pairBySide(entries: readonly Entry[], row: RowReading): Turn[] {
  let turns: Turn[] = [];
  for (let start = firstInstruction(entries, row); start < entries.length;) {
    const end = endOfTurn(entries, start);
    const turn: Turn = {
      instruction: instructionIn(entries, start, end, row),
      response: textOf('response', entries, start, end),
    };
    if (turns.length === 0) turns = [turn];
    else turns.push(turn); // An empty array would get room for 17 by this, in every row.
    row.turnMessages?.push(entries.slice(start, end).flatMap(messagesOf));
    start = end;
  }
  return turns;
}

/** @returns the number of entries where there is none */
function firstInstruction(entries: readonly Entry[], row: RowReading): number {
  let at = 0;
  for (; at < entries.length; at++) {
    const { side, text } = entries[at] as Entry;
    if (side === 'instruction') break;
    if (side === 'response' && !isBlank(text)) row.openingLeftOut = true;
  }
  return at;
}

function endOfTurn(entries: readonly Entry[], start: number): number {
  let isAnswered = false;
  let at = start;
  for (; at < entries.length; at++) {
    const { side } = entries[at] as Entry;
    if (side === 'instruction' && isAnswered) break;
    isAnswered ||= side === 'response';
  }
  return at;
}

/** What one side says in a turn, as `joinTexts` joins it. */
function textOf(side: Side, entries: readonly Entry[], start: number, end: number): string {
  let joined: string | undefined;
  for (let at = start; at < end; at++) {
    const entry = entries[at] as Entry;
    if (entry.side !== side) continue;
    if (joined === undefined || joined === '') joined = entry.text;
    else if (entry.text !== '') joined += `\n${entry.text}`;
  }
  return joined ?? '';
}

function messagesOf({ side, text, messages, beside }: Entry): readonly TurnMessage[] {
  if (side === 'system') return [];
  const said: readonly TurnMessage[] = messages ?? [{ role: side === 'instruction' ? 'user' : 'assistant', text }];
  const last = said.at(-1);
  return beside === undefined || last === undefined ? said : [...said.slice(0, -1), { ...last, ...beside }];
}

/** What the assistant says after the last instruction. */
export function lastResponse(entries: readonly Entry[]): string {
  const after = entries.findLastIndex(({ side }) => side === 'instruction') + 1;
  return joinTexts(entries.slice(after).flatMap(({ side, text }) => (side === 'response' ? [text] : [])));
}

export function hasSide(entries: readonly Entry[], side: Side): boolean {
  return entries.some((entry) => entry.side === side);
}

/** A picture alone may be an instruction. @throws ShapeError */
function instructionIn(entries: readonly Entry[], start: number, end: number, row: RowReading): string {
  const text = textOf('instruction', entries, start, end);
  if (!isBlank(text) || row.holdsMedia) return text;
  throw emptyInstruction(text, entries[start]?.path ?? []);
}

/** What is empty may hold what nobody sees. */
export function emptyInstruction(text: string, path: JsonPath): ShapeError {
  const characters = invisibleNames(text);
  const place = quotePath(path);
  const problem =
    characters === '' ? say('row.emptyInstruction', { place }) : say('row.invisibleInstruction', { place, characters });
  return new ShapeError('emptyInstruction', path, problem);
}
