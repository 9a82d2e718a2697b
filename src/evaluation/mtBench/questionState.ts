import type { AnswerOf } from '../../evol/run/recordedAnswer';
import { askedTwice, type Asked, type EvaluationRequest } from '../run/askedTwice';
import type { Benchmark } from './benchmark';
import { conversation, spoken, type Speaker } from './conversation';
import { judging, numbered } from './judging';
import type { Question } from './questions';
import { readRating } from './rating';

/** A turn of a question that the model answered, or refused. */
export interface AnsweredTurn {
  readonly turn: number;
  /** null = refused. */
  readonly answer: string | null;
  readonly cutOff: boolean;
  /** Absent where there is no answer. */
  readonly rating?: Asked<number>;
}

/** Where a question stands after the answers that there are. */
export interface QuestionState {
  readonly pending: readonly EvaluationRequest[];
  readonly turns: readonly AnsweredTurn[];
}

/** The model answers turn after turn; each answer is judged with what was said before it. A refusal ends the question. */
export function questionState(
  benchmark: Benchmark,
  question: Question,
  speaker: Speaker,
  answerOf: AnswerOf,
): QuestionState {
  const said = conversation(speaker, question, answerOf);
  const texts = spoken(said);
  const turns = said.answers.map(({ answer, cutOff = false }, at): AnsweredTurn => {
    const request = judgeRequest(benchmark, question, texts.slice(0, at + 1));
    return { turn: at + 1, answer, cutOff, rating: askedTwice(request, readRating, answerOf) };
  });
  const refused: AnsweredTurn = { turn: turns.length + 1, answer: null, cutOff: false };
  const unrated = turns.flatMap(({ rating }) => (rating !== undefined && 'pending' in rating ? [rating.pending] : []));
  return { turns: said.refused ? [...turns, refused] : turns, pending: [...unrated, ...said.pending] };
}

/** @param answers to the turns up to the one that is judged */
export function judgeRequest(benchmark: Benchmark, question: Question, answers: readonly string[]): EvaluationRequest {
  return judging(benchmark, question, {
    key: `judge/${question.id}/turn-${answers.length}`,
    turn: answers.length,
    answers: { answer: answers.at(-1) ?? '', ...numbered('answer', answers) },
  });
}
