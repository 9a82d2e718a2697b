import type { Conversation, Turn } from '../conversation';
import { findKey, listOf, requireInstruction, textOf, type JsonObject } from './format';

/** The keys of a format that holds one instruction and its response; each in the spellings met in the wild. */
export interface PairKeys {
  readonly instruction: string;
  /** Joined to the instruction by a line break. */
  readonly input?: readonly string[];
  readonly response: readonly string[];
}

const SYSTEM_KEYS = ['system', 'system_prompt'];

/** @throws ShapeError */
export function conversationOfPair(row: JsonObject, keys: PairKeys): Conversation {
  const systemKey = findKey(row, SYSTEM_KEYS);
  const system = systemKey === undefined ? '' : textOf(row[systemKey], [systemKey]);
  const turns = [...historyOf(row), lastTurn(row, keys)];
  return system === '' ? { turns } : { system, turns };
}

function lastTurn(row: JsonObject, keys: PairKeys): Turn {
  const inputKey = findKey(row, keys.input ?? []);
  const responseKey = findKey(row, keys.response);
  const instruction = [
    textOf(row[keys.instruction], [keys.instruction]),
    inputKey === undefined ? '' : textOf(row[inputKey], [inputKey]),
  ];
  return {
    instruction: requireInstruction(instruction.filter((text) => text !== '').join('\n'), [keys.instruction]),
    response: responseKey === undefined ? '' : textOf(row[responseKey], [responseKey]),
  };
}

/** `history: [[instruction, response], …]`: the turns before the last. */
function historyOf(row: JsonObject): Turn[] {
  if (row.history === undefined || row.history === null) return [];
  return listOf(row.history, ['history']).map((entry, place) => {
    const pair = listOf(entry, ['history', place]);
    return {
      instruction: requireInstruction(textOf(pair[0], ['history', place, 0]), ['history', place, 0]),
      response: textOf(pair[1], ['history', place, 1]),
    };
  });
}
