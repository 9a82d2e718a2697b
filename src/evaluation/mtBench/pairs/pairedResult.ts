import type { MtBenchPairwiseResult, Tally } from '../../types';
import { tallied, unjudged } from '../../pairwise/tally';
import type { Question } from '../questions';
import type { PairedState, PairedTurn } from './pairedState';

export interface StatedPair {
  readonly question: Question;
  readonly state: PairedState;
}

/** What the verdicts that there are come to: as in FastChat, every turn counts alike. */
export function pairedResult(
  stated: readonly StatedPair[],
  about: Pick<MtBenchPairwiseResult, 'a' | 'b' | 'judge'>,
): MtBenchPairwiseResult {
  const turns = stated.flatMap(({ state }) => state.turns);
  const most = Math.max(...stated.map(({ question }) => question.turns.length));
  const categories = [...new Set(stated.map(({ question }) => question.category))];
  return {
    kind: 'mt-bench-pairwise',
    ...about,
    complete: stated.every(({ state }) => state.pending.length === 0),
    questions: stated.length,
    overall: talliedTurns(turns),
    turns: Array.from({ length: most }, (_, at) => talliedTurns(turns.filter(({ turn }) => turn === at + 1))),
    categories: Object.fromEntries(
      categories.map((category) => {
        const own = stated.filter(({ question }) => question.category === category);
        return [category, { ...talliedTurns(own.flatMap(({ state }) => state.turns)), questions: own.length }];
      }),
    ),
    identical: turns.filter(({ identical }) => identical).length,
    unjudged: unjudged(verdictsOf(turns)),
    unanswered: { a: unanswered(stated, 'a'), b: unanswered(stated, 'b') },
    cutOff: stated.reduce((sum, { state: { said } }) => sum + cutOff(said.a) + cutOff(said.b), 0),
  };
}

function talliedTurns(turns: readonly PairedTurn[]): Tally {
  return tallied(verdictsOf(turns));
}

function verdictsOf(turns: readonly PairedTurn[]): NonNullable<PairedTurn['verdict']>[] {
  return turns.flatMap(({ verdict }) => verdict ?? []);
}

/** Turns after the last answer of a model that says no more. */
function unanswered(stated: readonly StatedPair[], side: 'a' | 'b'): number {
  return stated.reduce((sum, { question, state: { said } }) => {
    const { answers, refused } = said[side];
    return sum + (refused ? question.turns.length - answers.length : 0);
  }, 0);
}

function cutOff({ answers }: PairedState['said']['a']): number {
  return answers.filter((answer) => answer.cutOff === true).length;
}
