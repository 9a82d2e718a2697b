import type { Message } from '../common/message';
import { say } from '../messages/say';
import type { TurnScore } from './scorer';

/** The evol score of a row, or why it has none. */
export type EvolScore = { readonly evolScore: number } | { readonly unscoredReason: Message };

/**
 * s = Σ c_t · q_t over the turns of a row (sum of products). A row has a score only if each of its turns has both.
 */
export function evolScore(turns: readonly TurnScore[]): EvolScore {
  if (turns.length === 0) return { unscoredReason: say('unscored.noTurns') };
  let sum = 0;
  for (let index = 0; index < turns.length; index++) {
    const turn = turns[index] as TurnScore;
    if ('unscoredReason' in turn) return { unscoredReason: inTurn(turn.unscoredReason, index, turns.length) };
    sum += turn.complexityScore * turn.qualityScore;
  }
  return { evolScore: sum };
}

function inTurn(reason: Message, index: number, turnCount: number): Message {
  return turnCount === 1 ? reason : say('unscored.inTurn', { turn: String(index + 1), reason });
}
