import type { Message } from '../../common/message';
import { textHead } from '../../common/textHead';
import type { Turn } from '../../dataset/conversation';
import { CHARACTERS_PER_TOKEN, type TokenSequence } from '../../inference/onnxFolder/textTokenizer';
import { say } from '../../messages/say';
import { joinedCuts } from '../cuts';

export interface FittedTurn {
  /** Empty when not even an empty turn fits. */
  readonly sequence: TokenSequence;
  /** What was left out. */
  readonly truncated?: Message;
}

export const TURN_PARTS = ['instruction', 'response'] as const;
export type TurnPart = (typeof TURN_PARTS)[number];

/** What a model reads of a turn. */
export interface TurnReading {
  readonly parts: readonly TurnPart[];
  readonly encode: (turn: Turn) => TokenSequence;
}

/** The texts of a turn that a template asks for. */
export function partsOf(template: string): TurnPart[] {
  return TURN_PARTS.filter((part) => template.includes(`{${part}}`));
}

/**
 * The tokens of a turn, at most `limit`. What does not fit is cut from the end of its longer text; the
 * words of the prompt around them always stay, because the model answers after the last of them.
 */
export function fitTurn(turn: Turn, limit: number, { parts, encode }: TurnReading): FittedTurn {
  let fitted: Turn = { instruction: turn.instruction, response: turn.response };
  const most = limit * CHARACTERS_PER_TOKEN; // Tokenizing more would be in vain.
  for (const part of parts) fitted = cut(fitted, part, most);
  let sequence = encode(fitted);
  while (sequence.ids.length > limit) {
    const part = parts.reduce((longest, other) => (fitted[other].length > fitted[longest].length ? other : longest));
    if (fitted[part] === '') return { sequence: { ids: [], typeIds: [] } };
    const others = encode({ ...fitted, [part]: '' }).ids.length;
    fitted = cut(fitted, part, lengthFor(fitted[part].length, sequence.ids.length - others, limit - others));
    sequence = encode(fitted);
  }
  const truncated = describeCuts(turn, fitted);
  return truncated === undefined ? { sequence } : { sequence, truncated };
}

/** Characters to keep of `length`, which are `tokens` tokens, where there is room for fewer: one goes at least. */
function lengthFor(length: number, tokens: number, room: number): number {
  return Math.min(length - 1, Math.floor((length * Math.max(0, room)) / Math.max(1, tokens)));
}

function cut(turn: Turn, part: TurnPart, length: number): Turn {
  return { ...turn, [part]: textHead(turn[part], length) };
}

function describeCuts(turn: Turn, fitted: Turn): Message | undefined {
  const cut = TURN_PARTS.filter((part) => fitted[part].length < turn[part].length);
  return joinedCuts(cut.map((part) => say(`cut.end.${part}`, { characters: turn[part].length - fitted[part].length })));
}
