import type { AnswerOf } from '../../evol/run/recordedAnswer';
import { REPAIR_TEMPLATE } from '../../evol/prompts/rankPrompts';
import { estimatedTokens } from '../../serverClient/tokenEstimate';
import type { EvaluationRequest } from '../run/askedTwice';
import type { Evaluation, EvaluationCost, EvaluationFiles } from '../run/evaluation';
import { hashOfPrompts } from '../run/promptHash';
import type { MtBenchPlan } from '../types';
import { readBenchmark, type Benchmark } from './benchmark';
import { promptName } from './judgePrompts';
import { mtBenchResult, ratingOf, type StateOf } from './mtBenchResult';
import { needsReference, type Question } from './questions';
import { answerRequest, judgeRequest, questionState } from './questionState';

const PROMPTS = { 'repair.txt': REPAIR_TEMPLATE };
/** What an answer and a judgement are estimated at, in tokens. */
const [ANSWER_TOKENS, JUDGEMENT_TOKENS] = [400, 200];
/** An estimate's stand-in for an answer that is not there yet: four bytes a token. */
const ANSWER = 'x'.repeat(4 * ANSWER_TOKENS);

/** @throws DeitaError `fileNotFound`, `fileUnreadable`, `usage` */
export async function mtBenchEvaluation(plan: MtBenchPlan, model: string, judge: string): Promise<Evaluation> {
  const benchmark = await readBenchmark(plan);
  const { questions, hashes } = benchmark;
  const stateOf: StateOf = (question, answerOf) => questionState(benchmark, question, plan.maxTokens, answerOf);
  const about = { model, judge };
  return {
    parameters: {
      ...{ kind: 'mt-bench', ...hashes, ...about, maxTokens: plan.maxTokens },
      promptsHash: hashOfPrompts(PROMPTS),
    },
    prompts: PROMPTS,
    items: questions.map((question) => (answerOf: AnswerOf) => stateOf(question, answerOf).pending),
    cost: (items) => costOf(benchmark, questions.slice(0, items)),
    result: (answerOf) => mtBenchResult(questions, about, stateOf, answerOf),
    files: (answerOf) => filesOf(questions, about, stateOf, answerOf),
  };
}

function costOf(benchmark: Benchmark, questions: readonly Question[]): EvaluationCost {
  const requests = questions.flatMap((question) =>
    question.turns.flatMap((_, at) => [
      answerRequest(question, new Array<string>(at).fill(ANSWER), ANSWER_TOKENS),
      judgeRequest(benchmark, question, new Array<string>(at + 1).fill(ANSWER)),
    ]),
  );
  const tokens = (role: EvaluationRequest['role'], answer: number): number =>
    requests.filter((request) => request.role === role).reduce((sum, each) => sum + promptTokens(each) + answer, 0);
  return {
    requests: requests.length,
    tokens: { answer: tokens('answer', ANSWER_TOKENS), judge: tokens('judge', JUDGEMENT_TOKENS) },
  };
}

function promptTokens({ before = [], prompt }: EvaluationRequest): number {
  return before.reduce((sum, { content }) => sum + estimatedTokens(content), estimatedTokens(prompt));
}

/** In FastChat's layouts, for its own tools. */
function filesOf(
  questions: readonly Question[],
  { model, judge }: { readonly model: string; readonly judge: string },
  stateOf: StateOf,
  answerOf: AnswerOf,
): EvaluationFiles {
  const stated = questions.map((question) => ({ question, turns: stateOf(question, answerOf).turns }));
  const answers = stated.flatMap(({ question, turns }) => {
    const texts = turns.flatMap(({ answer }) => answer ?? []);
    const choices = [{ index: 0, turns: texts }];
    return texts.length === 0 ? [] : [{ question_id: idOf(question), model_id: model, choices }];
  });
  const judgements = stated.flatMap(({ question, turns }) =>
    turns.flatMap((answered) => {
      const key = `judge/${question.id}/turn-${answered.turn}`;
      const found = answerOf(`${key}/again`) ?? answerOf(key);
      if (found === undefined) return [];
      const about = {
        question_id: idOf(question),
        model,
        judge: [judge, promptName(needsReference(question), answered.turn)],
      };
      const said = { user_prompt: found.prompt, judgment: found.answer ?? found.refusal };
      return [{ ...about, ...said, score: ratingOf(answered) ?? NO_RATING, turn: answered.turn }];
    }),
  );
  return { 'model_answer.jsonl': answers, 'model_judgment.jsonl': judgements };
}

/** FastChat's sign for a judgement without a rating. */
const NO_RATING = -1;

/** As FastChat has it where it is a number. */
function idOf({ id }: Question): string | number {
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}
