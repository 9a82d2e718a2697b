import { randomFor } from '../../evol/chain/chainPlan';
import type { AnswerOf } from '../../evol/run/recordedAnswer';
import { MOST_ANSWER_TOKENS } from '../../serverClient/structuredChat';
import type { EvaluationRequest } from '../run/askedTwice';
import { EQUAL, judgedInBothOrders, type OrderedRequests, type Verdict } from './bothOrders';
import type { OutputPair } from './outputs';
import { pairPrompt } from './pairPrompt';
import { readVerdict } from './preference';

/** Where a pair stands after the answers that there are. */
export interface PairState {
  readonly pending: readonly EvaluationRequest[];
  /** Absent while something is pending. */
  readonly verdict?: Verdict;
}

export function isIdentical({ a, b }: OutputPair): boolean {
  return a === b;
}

/** A pair is judged in both orders; equal outputs are a tie about which nobody is asked. */
export function pairState(pair: OutputPair, answerOf: AnswerOf): PairState {
  if (isIdentical(pair)) return { pending: [], verdict: EQUAL };
  const found = judgedInBothOrders(pairRequests(pair), readVerdict, answerOf);
  return 'pending' in found ? found : { pending: [], verdict: found };
}

export function pairRequests({ pair, instruction, a, b }: OutputPair): OrderedRequests {
  return {
    aFirst: judging(`judge/${pair}/a-first`, pairPrompt(instruction, a, b)),
    bFirst: judging(`judge/${pair}/b-first`, pairPrompt(instruction, b, a)),
  };
}

function judging(key: string, prompt: string): EvaluationRequest {
  const seed = randomFor(0, key).below(2 ** 31);
  return { key, prompt, role: 'judge', temperature: 0, mostTokens: MOST_ANSWER_TOKENS, seed };
}
