import type { AnswerOf } from '../../evol/run/recordedAnswer';
import { askedTwice, type Asked, type EvaluationRequest } from '../run/askedTwice';
import type { Reading } from '../run/reading';
import { turned, type Preference } from './preference';

/** Which of two was better each time, read as a model. */
export interface OrderedVerdicts {
  readonly aFirst: Preference | null;
  readonly bFirst: Preference | null;
}

/** What the verdicts of both orders come to. */
export interface Verdict {
  readonly verdicts: OrderedVerdicts;
  /** null = no verdict in some order. */
  readonly preference: Preference | null;
  readonly problem?: string;
  /** Why it has no verdict. */
  readonly failed?: 'refused' | 'unreadable';
}

/** One question to the judge in both orders: a stands first in the first. */
export interface OrderedRequests {
  readonly aFirst: EvaluationRequest;
  readonly bFirst: EvaluationRequest;
}

export function inBothOrders({ aFirst, bFirst }: OrderedRequests): EvaluationRequest[] {
  return [aFirst, bFirst];
}

/** About equal texts nobody is asked. */
export const EQUAL: Verdict = { verdicts: { aFirst: 'tie', bFirst: 'tie' }, preference: 'tie' };

/** @param read which of what stood first (`a`) and second was better @returns the requests that are not answered yet */
export function judgedInBothOrders(
  requests: OrderedRequests,
  read: (answer: string) => Reading<Preference>,
  answerOf: AnswerOf,
): Verdict | { readonly pending: readonly EvaluationRequest[] } {
  const asked = inBothOrders(requests).map((request) => askedTwice(request, read, answerOf));
  const pending = asked.flatMap((each) => ('pending' in each ? [each.pending] : []));
  if (pending.length > 0) return { pending };
  const [aFirst, bFirst] = asked.map((each) => ('pending' in each ? undefined : each.value));
  const verdict = combined(aFirst ?? null, bFirst === undefined ? null : turned(bFirst));
  const failures = asked.filter(isFailed);
  const [failure] = failures;
  if (failure === undefined) return verdict;
  const isRefused = failures.some(({ refused }) => refused === true);
  return { ...verdict, problem: failure.problem, failed: isRefused ? 'refused' : 'unreadable' };
}

/** Whether the orders named different winners. */
export function isFlip({ aFirst, bFirst }: OrderedVerdicts): boolean {
  return aFirst !== bFirst && aFirst !== 'tie' && bFirst !== 'tie';
}

/** Only what both orders say is a preference: where they differ, it was the order, and it is a tie. */
function combined(aFirst: Preference | null, bFirst: Preference | null): Verdict {
  const preference = aFirst === null || bFirst === null ? null : aFirst === bFirst ? aFirst : 'tie';
  return { verdicts: { aFirst, bFirst }, preference };
}

function isFailed<T>(asked: Asked<T>): asked is Extract<Asked<T>, { readonly problem: string }> {
  return 'problem' in asked && asked.problem !== undefined;
}
