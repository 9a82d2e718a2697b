import type { AnswerOf } from '../../../evol/run/recordedAnswer';
import { EQUAL, judgedInBothOrders, type OrderedRequests, type Verdict } from '../../pairwise/bothOrders';
import { readLetter } from '../../pairwise/preference';
import type { EvaluationRequest } from '../../run/askedTwice';
import type { Benchmark } from '../benchmark';
import { spoken, type Conversation } from '../conversation';
import { judging, numbered } from '../judging';
import type { Question } from '../questions';
import type { Sides } from './sides';

/** A turn that both models answered. */
export interface PairedTurn {
  /** From 1. */
  readonly turn: number;
  /** Whether both said the same up to it: nobody is asked. */
  readonly identical: boolean;
  /** Absent while something is pending. */
  readonly verdict?: Verdict;
}

/** Where a question stands after the answers that there are. */
export interface PairedState {
  readonly pending: readonly EvaluationRequest[];
  readonly turns: readonly PairedTurn[];
  readonly said: Readonly<Record<'a' | 'b', Conversation>>;
}

/** Both models answer turn after turn, and what both answered is judged in both orders, with what was said before it. */
export function pairedState(benchmark: Benchmark, sides: Sides, question: Question, answerOf: AnswerOf): PairedState {
  const said = { a: sides.a.said(question, answerOf), b: sides.b.said(question, answerOf) };
  const texts = { a: spoken(said.a), b: spoken(said.b) };
  const pending: EvaluationRequest[] = [];
  const turns: PairedTurn[] = [];
  for (let turn = 1; turn <= Math.min(texts.a.length, texts.b.length); turn++) {
    const upTo = { a: texts.a.slice(0, turn), b: texts.b.slice(0, turn) };
    const identical = upTo.a.every((text, at) => text === upTo.b[at]);
    const requests = pairedRequests(benchmark, question, upTo);
    const found = identical ? EQUAL : judgedInBothOrders(requests, readLetter, answerOf);
    if ('pending' in found) pending.push(...found.pending);
    turns.push({ turn, identical, ...('pending' in found ? {} : { verdict: found }) });
  }
  return { turns, said, pending: [...pending, ...said.a.pending, ...said.b.pending] };
}

/** @param texts of both, up to the turn that is judged */
export function pairedRequests(
  benchmark: Benchmark,
  question: Question,
  { a, b }: Readonly<Record<'a' | 'b', readonly string[]>>,
): OrderedRequests {
  const turn = a.length;
  const request = (order: string, first: readonly string[], second: readonly string[]): EvaluationRequest =>
    judging(benchmark, question, {
      key: `judge/${question.id}/turn-${turn}/${order}`,
      turn,
      answers: {
        ...{ answer_a: first.at(-1) ?? '', answer_b: second.at(-1) ?? '' },
        ...numbered('answer_a', first),
        ...numbered('answer_b', second),
      },
    });
  return { aFirst: request('a-first', a, b), bFirst: request('b-first', b, a) };
}
