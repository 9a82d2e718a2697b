import type { Message } from '../common/message';
import { say } from '../messages/say';
import type { TurnScore } from './scorer';

/**
 * s = Σ c_t · q_t over the turns of a row (sum of products): those from `first` up to, not including, `end`, of columns
 * with a number per turn. NaN for a row of which a turn lacks a score (NaN), and for one without turns.
 */
export function evolScore(complexity: Float64Array, quality: Float64Array, first: number, end: number): number {
  if (first === end) return Number.NaN;
  let sum = 0;
  for (let turn = first; turn < end; turn++) sum += (complexity[turn] as number) * (quality[turn] as number);
  return sum;
}

/** Why a row with these turns has no evol score. */
export function unscoredReason(turns: readonly TurnScore[]): Message {
  for (const [index, turn] of turns.entries()) {
    if ('unscoredReason' in turn) return inTurn(turn.unscoredReason, index, turns.length);
  }
  // Each has both, but such that they add up to nothing, as infinite ones may.
  return say(turns.length === 0 ? 'unscored.noTurns' : 'unscored.noScore');
}

function inTurn(reason: Message, index: number, turnCount: number): Message {
  return turnCount === 1 ? reason : say('unscored.inTurn', { turn: String(index + 1), reason });
}
