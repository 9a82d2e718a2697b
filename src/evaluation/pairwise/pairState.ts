import { randomFor } from '../../evol/chain/chainPlan';
import type { AnswerOf } from '../../evol/run/recordedAnswer';
import { MOST_ANSWER_TOKENS } from '../../serverClient/structuredChat';
import { askedTwice, type Asked, type EvaluationRequest } from '../run/askedTwice';
import type { JudgedPair } from '../types';
import type { OutputPair } from './outputs';
import { pairPrompt } from './pairPrompt';
import { readVerdict, turned, type Preference } from './preference';

/** Where a pair stands after the answers that there are. */
export interface PairState {
  readonly pending: readonly EvaluationRequest[];
  /** Absent while something is pending. */
  readonly judged?: JudgedPair;
  /** Why it has no verdict. */
  readonly failed?: 'refused' | 'unreadable';
}

export function isIdentical({ a, b }: OutputPair): boolean {
  return a === b;
}

/** A pair is judged in both orders; equal outputs are a tie about which nobody is asked. */
export function pairState(pair: OutputPair, answerOf: AnswerOf): PairState {
  if (isIdentical(pair)) return { pending: [], judged: judgedPair(pair, 'tie', 'tie') };
  const asked = pairRequests(pair).map((request) => askedTwice(request, readVerdict, answerOf));
  const pending = asked.flatMap((each) => ('pending' in each ? [each.pending] : []));
  if (pending.length > 0) return { pending };
  const [aFirst, bFirst] = asked.map((each) => ('pending' in each ? undefined : each.value));
  const judged = judgedPair(pair, aFirst ?? null, bFirst === undefined ? null : turned(bFirst));
  const failures = asked.filter(isFailed);
  const [failure] = failures;
  if (failure === undefined) return { pending, judged };
  return {
    pending,
    judged: { ...judged, problem: failure.problem },
    failed: failures.some(({ refused }) => refused === true) ? 'refused' : 'unreadable',
  };
}

/** The requests of both orders: a's output stands first in the first. */
export function pairRequests({ pair, instruction, a, b }: OutputPair): EvaluationRequest[] {
  return [
    { key: `judge/${pair}/a-first`, prompt: pairPrompt(instruction, a, b) },
    { key: `judge/${pair}/b-first`, prompt: pairPrompt(instruction, b, a) },
  ].map(({ key, prompt }) => ({
    ...{ key, prompt, role: 'judge', temperature: 0, mostTokens: MOST_ANSWER_TOKENS },
    seed: randomFor(0, key).below(2 ** 31),
  }));
}

function isFailed<T>(asked: Asked<T>): asked is Extract<Asked<T>, { readonly problem: string }> {
  return 'problem' in asked && asked.problem !== undefined;
}

/** Only what both orders say is a preference: where they differ, it was the order, and the pair is a tie. */
function judgedPair(
  { pair, instruction }: OutputPair,
  aFirst: Preference | null,
  bFirst: Preference | null,
): JudgedPair {
  const preference = aFirst === null || bFirst === null ? null : aFirst === bFirst ? aFirst : 'tie';
  return { pair, instruction, verdicts: { aFirst, bFirst }, preference };
}
