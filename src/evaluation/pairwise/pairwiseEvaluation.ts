import type { AnswerOf } from '../../evol/run/recordedAnswer';
import { estimatedTokens } from '../../serverClient/tokenEstimate';
import type { Evaluation, EvaluationCost } from '../run/evaluation';
import { hashOfPrompts } from '../run/promptHash';
import type { JudgedPair } from '../types';
import { inBothOrders } from './bothOrders';
import { PAIR_TEMPLATE } from './pairPrompt';
import { readPairs, type OutputPair, type PairedOutputs } from './outputs';
import { isIdentical, pairRequests, pairState } from './pairState';
import { pairwiseResult } from './pairwiseResult';
import { REPAIR_TEMPLATE } from '../../evol/prompts/rankPrompts';

/** A short reason and the verdict. */
const VERDICT_TOKENS = 80;
const PROMPTS = { 'pairwise.txt': PAIR_TEMPLATE, 'repair.txt': REPAIR_TEMPLATE };

/** @throws DeitaError `fileNotFound`, `fileUnreadable`, `noUsableRows` */
export async function pairwiseEvaluation(
  files: Readonly<Record<'a' | 'b', string>>,
  judge: string,
): Promise<Evaluation> {
  const outputs = await readPairs(files);
  const { pairs } = outputs;
  const promptHash = hashOfPrompts(PROMPTS);
  return {
    parameters: { kind: 'pairwise', ...outputs.hashes, judge, promptsHash: promptHash },
    prompts: PROMPTS,
    items: pairs.map((pair) => (answerOf: AnswerOf) => pairState(pair, answerOf).pending),
    cost: (items) => costOf(pairs.slice(0, items)),
    result: (answerOf) => pairwiseResult(outputs, { judge, promptHash }, answerOf),
    files: (answerOf) => ({ 'judgements.jsonl': judgements(outputs, answerOf) }),
  };
}

function costOf(pairs: readonly OutputPair[]): EvaluationCost {
  const requests = pairs.filter((pair) => !isIdentical(pair)).flatMap((pair) => inBothOrders(pairRequests(pair)));
  const tokens = requests.reduce((sum, { prompt }) => sum + estimatedTokens(prompt) + VERDICT_TOKENS, 0);
  return { requests: requests.length, tokens: { answer: 0, judge: tokens } };
}

function judgements({ pairs }: PairedOutputs, answerOf: AnswerOf): JudgedPair[] {
  return pairs.flatMap((each) => {
    const { verdict } = pairState(each, answerOf);
    if (verdict === undefined) return [];
    const { verdicts, preference, problem } = verdict;
    const { pair, instruction } = each;
    return [{ pair, instruction, verdicts, preference, ...(problem === undefined ? {} : { problem }) }];
  });
}
