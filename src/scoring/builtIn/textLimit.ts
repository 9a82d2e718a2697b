import type { Message } from '../../common/message';
import type { Turn } from '../../dataset/conversation';
import { say } from '../../messages/say';
import { joinedCuts } from '../cuts';

/** Characters of a text that are read: its head, and its end because the end shows whether the text is whole. */
const READ_HEAD = 16_000;
const READ_TAIL = 4_000;
const READ_LIMIT = READ_HEAD + READ_TAIL;

export interface CutTurn extends Turn {
  /** What was left out. */
  readonly truncated?: Message;
}

/** Leaves out the middle of what is longer than the scorer reads; a turn that is cut already stays as it is. */
export function cutTurn(turn: CutTurn): CutTurn {
  const { instruction, response } = turn;
  const truncated = joinedCuts([cutOf('instruction', instruction), cutOf('response', response)]);
  if (turn.truncated !== undefined || truncated === undefined) return turn;
  return { instruction: cutText(instruction), response: cutText(response), truncated };
}

/** The turn as it is scored: cut, both texts in Unicode NFC and with LF. */
export function fitTurn(turn: Turn): CutTurn {
  const cut = cutTurn(turn);
  return { ...cut, instruction: normaliseText(cut.instruction), response: normaliseText(cut.response) };
}

function cutText(text: string): string {
  return text.length <= READ_LIMIT ? text : `${text.slice(0, READ_HEAD)}\n${text.slice(-READ_TAIL)}`;
}

function normaliseText(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n');
}

function cutOf(part: 'instruction' | 'response', text: string): Message | undefined {
  const characters = text.length - READ_LIMIT;
  return characters > 0 ? say(`cut.middle.${part}`, { characters }) : undefined;
}
