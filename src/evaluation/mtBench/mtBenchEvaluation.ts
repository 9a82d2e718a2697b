import type { AnswerOf } from '../../evol/run/recordedAnswer';
import { REPAIR_TEMPLATE } from '../../evol/prompts/rankPrompts';
import type { Evaluation, EvaluationCost, EvaluationFiles } from '../run/evaluation';
import { hashOfPrompts } from '../run/promptHash';
import type { MtBenchPlan } from '../types';
import { readBenchmark, type Benchmark } from './benchmark';
import { answerRequest, type Speaker } from './conversation';
import { estimatedCost, standIns } from './estimate';
import { answerLines, fastChatId } from './fastChatFiles';
import { promptName } from './judgePrompts';
import { mtBenchResult, ratingOf, type StateOf } from './mtBenchResult';
import { needsReference, type Question } from './questions';
import { judgeRequest, questionState } from './questionState';

const PROMPTS = { 'repair.txt': REPAIR_TEMPLATE };
/** @throws DeitaError `fileNotFound`, `fileUnreadable`, `usage` */
export async function mtBenchEvaluation(plan: MtBenchPlan, model: string, judge: string): Promise<Evaluation> {
  const benchmark = await readBenchmark(plan, 'rating');
  const { questions, hashes } = benchmark;
  const speaker: Speaker = { role: 'answer', prefix: 'answer', mostTokens: plan.maxTokens };
  const stateOf: StateOf = (question, answerOf) => questionState(benchmark, question, speaker, answerOf);
  const about = { model, judge };
  return {
    parameters: {
      ...{ kind: 'mt-bench', ...hashes, ...about, maxTokens: plan.maxTokens },
      promptsHash: hashOfPrompts(PROMPTS),
    },
    prompts: PROMPTS,
    items: questions.map((question) => (answerOf: AnswerOf) => stateOf(question, answerOf).pending),
    cost: (items) => costOf(benchmark, questions.slice(0, items), speaker),
    result: (answerOf) => mtBenchResult(questions, about, stateOf, answerOf),
    files: (answerOf) => filesOf(questions, about, stateOf, answerOf),
  };
}

function costOf(benchmark: Benchmark, questions: readonly Question[], speaker: Speaker): EvaluationCost {
  const requests = questions.flatMap((question) =>
    question.turns.flatMap((_, at) => [
      answerRequest(speaker, question, standIns(at)),
      judgeRequest(benchmark, question, standIns(at + 1)),
    ]),
  );
  return estimatedCost(requests);
}

/** In FastChat's layouts, for its own tools. */
function filesOf(
  questions: readonly Question[],
  { model, judge }: { readonly model: string; readonly judge: string },
  stateOf: StateOf,
  answerOf: AnswerOf,
): EvaluationFiles {
  const stated = questions.map((question) => ({ question, turns: stateOf(question, answerOf).turns }));
  const answers = answerLines(
    model,
    stated.map(({ question, turns }) => ({
      question,
      said: { answers: turns.flatMap(({ answer }) => (answer === null ? [] : [{ answer }])) },
    })),
  );
  const judgements = stated.flatMap(({ question, turns }) =>
    turns.flatMap((answered) => {
      const key = `judge/${question.id}/turn-${answered.turn}`;
      const found = answerOf(`${key}/again`) ?? answerOf(key);
      if (found === undefined) return [];
      const about = {
        question_id: fastChatId(question),
        model,
        judge: [judge, promptName('rating', needsReference(question), answered.turn)],
      };
      const said = { user_prompt: found.prompt, judgment: found.answer ?? found.refusal };
      return [{ ...about, ...said, score: ratingOf(answered) ?? NO_RATING, turn: answered.turn }];
    }),
  );
  return { 'model_answer.jsonl': answers, 'model_judgment.jsonl': judgements };
}

/** FastChat's sign for a judgement without a rating. */
const NO_RATING = -1;
