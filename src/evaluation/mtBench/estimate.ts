import { estimatedTokens } from '../../serverClient/tokenEstimate';
import type { EvaluationRequest } from '../run/askedTwice';
import type { EvaluationCost } from '../run/evaluation';

/** What an answer and a judgement are estimated at, in tokens. */
const [ANSWER_TOKENS, JUDGEMENT_TOKENS] = [400, 200];
/** An estimate's stand-in for an answer that is not there yet: four bytes a token. */
const ANSWER = 'x'.repeat(4 * ANSWER_TOKENS);

/** Answers to so many turns, of the length that is estimated. */
export function standIns(turns: number): string[] {
  return new Array<string>(turns).fill(ANSWER);
}

export function estimatedCost(requests: readonly EvaluationRequest[]): EvaluationCost {
  const isJudging = ({ role }: EvaluationRequest): boolean => role === 'judge';
  const tokens = (of: readonly EvaluationRequest[], answer: number): number =>
    of.reduce((sum, each) => sum + promptTokens(each) + answer, 0);
  return {
    requests: requests.length,
    tokens: {
      answer: tokens(
        requests.filter((each) => !isJudging(each)),
        ANSWER_TOKENS,
      ),
      judge: tokens(requests.filter(isJudging), JUDGEMENT_TOKENS),
    },
  };
}

function promptTokens({ before = [], prompt }: EvaluationRequest): number {
  return before.reduce((sum, { content }) => sum + estimatedTokens(content), estimatedTokens(prompt));
}
