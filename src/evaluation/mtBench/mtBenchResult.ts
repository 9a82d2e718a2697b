import type { AnswerOf } from '../../evol/run/recordedAnswer';
import type { MtBenchResult, Ratings } from '../types';
import type { Question } from './questions';
import type { AnsweredTurn, QuestionState } from './questionState';

export type StateOf = (question: Question, answerOf: AnswerOf) => QuestionState;

interface StatedQuestion {
  readonly question: Question;
  readonly state: QuestionState;
}

/** What the ratings that there are come to: as in FastChat, every rating counts alike. */
export function mtBenchResult(
  questions: readonly Question[],
  about: Pick<MtBenchResult, 'model' | 'judge'>,
  stateOf: StateOf,
  answerOf: AnswerOf,
): MtBenchResult {
  const stated = questions.map((question): StatedQuestion => ({ question, state: stateOf(question, answerOf) }));
  const turns = stated.flatMap(({ state }) => state.turns);
  const categories = [...new Set(questions.map(({ category }) => category))];
  const inCategory = (category: string): StatedQuestion[] =>
    stated.filter(({ question }) => question.category === category);
  return {
    kind: 'mt-bench',
    ...about,
    complete: stated.every(({ state }) => state.pending.length === 0),
    questions: questions.length,
    overall: ratingsOf(stated),
    categories: Object.fromEntries(
      categories.map((category) => {
        const own = inCategory(category);
        return [category, { ...ratingsOf(own), questions: own.length }];
      }),
    ),
    unanswered: turns.filter(({ answer }) => answer === null).length,
    cutOff: turns.filter(({ cutOff }) => cutOff).length,
    unrated: turns.filter(({ rating }) => rating !== undefined && 'problem' in rating && rating.problem !== undefined)
      .length,
  };
}

function ratingsOf(stated: readonly StatedQuestion[]): Ratings {
  const turns = stated.flatMap(({ state }) => state.turns);
  const most = Math.max(0, ...stated.map(({ question }) => question.turns.length));
  const numbers = Array.from({ length: most }, (_, at) => at + 1);
  return {
    score: mean(turns),
    turns: numbers.map((number) => mean(turns.filter(({ turn }) => turn === number))),
    ratings: turns.filter((turn) => ratingOf(turn) !== undefined).length,
  };
}

function mean(turns: readonly AnsweredTurn[]): number | null {
  const ratings = turns.map(ratingOf).filter((rating) => rating !== undefined);
  return ratings.length === 0 ? null : ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
}

export function ratingOf({ rating }: AnsweredTurn): number | undefined {
  return rating === undefined || 'pending' in rating ? undefined : rating.value;
}
