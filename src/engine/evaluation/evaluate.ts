import path from 'node:path';
import type { ServedRole } from '../../choices/servedRole';
import { replaceFile } from '../../dataset/atomicFile';
import { askAll, type AskingOutcome } from '../../evol/annotate/askAll';
import type { ModelsByRole } from '../../evol/annotate/askModels';
import { ServedChatModel } from '../../evol/chat/servedChatModel';
import { SpendingCap } from '../../evol/run/spendingCap';
import { mtBenchEvaluation } from '../../evaluation/mtBench/mtBenchEvaluation';
import { mtBenchPairwiseEvaluation } from '../../evaluation/mtBench/pairs/pairedEvaluation';
import { pairwiseEvaluation } from '../../evaluation/pairwise/pairwiseEvaluation';
import type { Evaluation } from '../../evaluation/run/evaluation';
import { openEvaluation, readDescription, spentByRole, type EvaluationRun } from '../../evaluation/run/evaluationRun';
import { weighed } from '../../evaluation/run/weighed';
import type { AskedRole, ByRole } from '../../evaluation/types';
import { reasonOf } from '../../messages/say';
import {
  PILOT_ITEMS,
  type EvaluateRequest,
  type EvaluateSummary,
  type EvaluationEstimate,
  type EvaluationModels,
  type EvaluationOf,
  type EvaluationSpent,
  type ServedModel,
} from '../../protocol/evaluation';
import { Server } from '../../serverClient/server';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import { StageProgress } from '../progress';

/** What an evaluation came to, by the evaluations and pages that read it later. */
export const RESULT_FILE = 'result.json';

/** About what an evaluation takes, from its files. @throws DeitaError `fileNotFound`, `fileUnreadable` */
export async function estimateEvaluation(
  request: EvaluationOf & Pick<EvaluateRequest, 'folder'>,
): Promise<EvaluationEstimate> {
  const evaluation = await evaluationOf(request);
  const items = evaluation.items.length;
  return { items, ...evaluation.cost(items), begun: (await readDescription(request.folder)) !== undefined };
}

/**
 * Begins an evaluation or goes on with it; what was answered is not asked again.
 * @throws DeitaError `runDiffers`, `runInUse`, `outputFailed`, `cancelled`, what is wrong with the files or the models
 */
export async function evaluate(
  request: EvaluateRequest,
  { credentials }: Pick<EngineContext, 'credentials'>,
  job: JobContext,
): Promise<EvaluateSummary> {
  const { folder, caps, weights, part } = request;
  const evaluation = await evaluationOf(request);
  const run = await openEvaluation(folder, evaluation);
  try {
    const items = part === 'pilot' ? evaluation.items.slice(0, PILOT_ITEMS) : evaluation.items;
    const progress = new StageProgress(job.onProgress, { stage: 'evaluate', total: items.length });
    const { requests, tokens } = spentByRole(run);
    const outcome = await askAll<AskedRole>(
      run,
      modelsOf(request, credentials),
      items.map((item) => () => item(run.answerOf)),
      {
        cap: new SpendingCap(caps, { requests, tokens: weighed(tokens, weights) }),
        ...(weights === undefined ? {} : { weights: { ...weights, opponent: weights.answer } }),
        signal: job.signal,
        onProgress: (done) => progress.update(done),
      },
    );
    const summary = summaryOf(evaluation, run, outcome, items.length);
    await keep(folder, evaluation, run, summary);
    return summary;
  } finally {
    await run.close();
  }
}

function evaluationOf({ plan, models }: EvaluationOf): Promise<Evaluation> {
  const { judge, answer = judge, opponent = answer } = models;
  switch (plan.kind) {
    case 'pairwise':
      return pairwiseEvaluation(plan, judge.model);
    case 'mt-bench':
      return mtBenchEvaluation(plan, answer.model, judge.model);
    case 'mt-bench-pairwise':
      return mtBenchPairwiseEvaluation(plan, { a: answer.model, b: opponent.model }, judge.model);
  }
}

/** A server that serves several models is asked by one client, so that its limit is found out once. */
function modelsOf(
  { models, concurrency }: { readonly models: EvaluationModels; readonly concurrency?: number },
  credentials: EngineContext['credentials'],
): ModelsByRole<AskedRole> {
  const { judge, answer = judge, opponent = answer } = models;
  const limits = concurrency === undefined ? {} : { concurrency };
  const servers = new Map<string, Server>();
  const served = ({ baseUrl, model }: ServedModel, role: ServedRole): ServedChatModel => {
    const apiKey = credentials.keyFor(baseUrl, role);
    const access = JSON.stringify([baseUrl, apiKey]);
    const server = servers.get(access) ?? new Server({ baseUrl, apiKey }, limits);
    servers.set(access, server);
    return new ServedChatModel(server, model);
  };
  return { answer: served(answer, 'language'), opponent: served(opponent, 'language'), judge: served(judge, 'judge') };
}

function summaryOf(
  { items, result }: Evaluation,
  run: EvaluationRun,
  { done, left, failure, stoppedBy }: AskingOutcome,
  asked: number,
): EvaluateSummary {
  const spent = spentByRole(run);
  const allDone = items.filter((item) => item(run.answerOf).length === 0).length;
  return {
    result: result(run.answerOf),
    items: items.length,
    complete: done === asked,
    spent,
    ...(stoppedBy === undefined ? {} : { stoppedBy }),
    left,
    ...(failure === undefined ? {} : { failure: reasonOf(failure) }),
    rest: projected(spent, allDone, items.length),
  };
}

/** What the items that are not done take, going by those that are. */
function projected({ requests, tokens }: EvaluationSpent, done: number, items: number): EvaluateSummary['rest'] {
  const rest = items - done;
  const each = (value: number): number => Math.ceil((value / Math.max(1, done)) * rest);
  const byRole: ByRole = { answer: each(tokens.answer), judge: each(tokens.judge) };
  return { items: rest, requests: each(requests), tokens: byRole };
}

/** The result comes last: whoever finds it finds the rest too. */
async function keep(
  folder: string,
  evaluation: Evaluation,
  run: EvaluationRun,
  { result, spent }: EvaluateSummary,
): Promise<void> {
  for (const [name, lines] of Object.entries(evaluation.files(run.answerOf))) {
    await replaceFile(path.join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
  await replaceFile(path.join(folder, RESULT_FILE), `${JSON.stringify({ ...result, ...spent }, null, 2)}\n`);
}
