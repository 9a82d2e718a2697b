import type { AnswerOf } from '../../../evol/run/recordedAnswer';
import { REPAIR_TEMPLATE } from '../../../evol/prompts/rankPrompts';
import { inBothOrders } from '../../pairwise/bothOrders';
import type { EvaluationRequest } from '../../run/askedTwice';
import type { Evaluation } from '../../run/evaluation';
import { hashOfPrompts } from '../../run/promptHash';
import type { MtBenchPairwisePlan } from '../../types';
import { readBenchmark, type Benchmark } from '../benchmark';
import { answerRequest, spoken } from '../conversation';
import { estimatedCost, standIns } from '../estimate';
import type { Question } from '../questions';
import { pairedFiles } from './pairedFiles';
import { pairedRequests, pairedState } from './pairedState';
import { pairedResult, type StatedPair } from './pairedResult';
import { readSides, type Side, type Sides } from './sides';

const PROMPTS = { 'repair.txt': REPAIR_TEMPLATE };

/**
 * @param names of the models that are asked
 * @throws DeitaError `fileNotFound`, `fileUnreadable`, `noUsableRows`, `usage`
 */
export async function mtBenchPairwiseEvaluation(
  plan: MtBenchPairwisePlan,
  names: Readonly<Record<'a' | 'b', string>>,
  judge: string,
): Promise<Evaluation> {
  const benchmark = await readBenchmark(plan, 'verdict');
  const { questions, hashes } = benchmark;
  const sides = await readSides(plan, questions, names);
  const { a, b } = sides;
  const statedBy = (answerOf: AnswerOf): StatedPair[] =>
    questions.map((question) => ({ question, state: pairedState(benchmark, sides, question, answerOf) }));
  return {
    parameters: {
      ...{ kind: 'mt-bench-pairwise', ...hashes, a: a.sha256, b: b.sha256 },
      ...{ model: a.name, opponent: b.name, judge },
      maxTokens: a.speaker === undefined && b.speaker === undefined ? null : plan.maxTokens,
      promptsHash: hashOfPrompts(PROMPTS),
    },
    prompts: PROMPTS,
    items: questions.map(
      (question) => (answerOf: AnswerOf) => pairedState(benchmark, sides, question, answerOf).pending,
    ),
    cost: (items) => estimatedCost(requestsFor(benchmark, sides, questions.slice(0, items))),
    result: (answerOf) => pairedResult(statedBy(answerOf), { a: { name: a.name }, b: { name: b.name }, judge }),
    files: (answerOf) => pairedFiles(sides, judge, statedBy(answerOf), answerOf),
  };
}

/** About what is asked: answers that are not there yet are stood in for. */
function requestsFor(benchmark: Benchmark, sides: Sides, questions: readonly Question[]): EvaluationRequest[] {
  return questions.flatMap((question) => {
    const [a, b] = [textsOf(sides.a, question), textsOf(sides.b, question)];
    return question.turns.flatMap((_, at): EvaluationRequest[] => {
      const answering = [sides.a, sides.b].flatMap(({ speaker }) =>
        speaker === undefined ? [] : [answerRequest(speaker, question, standIns(at))],
      );
      if (a.length <= at || b.length <= at) return answering;
      const upTo = { a: a.slice(0, at + 1), b: b.slice(0, at + 1) };
      return [...answering, ...inBothOrders(pairedRequests(benchmark, question, upTo))];
    });
  });
}

function textsOf({ speaker, said }: Side, question: Question): string[] {
  return speaker === undefined ? spoken(said(question, () => undefined)) : standIns(question.turns.length);
}
