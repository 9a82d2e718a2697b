import path from 'node:path';
import { annotate } from '../../evol/annotate/annotate';
import type { AskingOutcome } from '../../evol/annotate/askAll';
import { estimateRun } from '../../evol/annotate/estimateRun';
import { chainPlans, type ChainPlan, type SeedTurn } from '../../evol/chain/chainPlan';
import { statusOf } from '../../evol/inspect/runStatus';
import { promptsHash } from '../../evol/prompts/promptTexts';
import type { RunDescription } from '../../evol/run/runDescription';
import { OpenRun } from '../../evol/run/runFolder';
import { chooseSeeds } from '../../evol/seeds/chooseSeeds';
import type { RunParameters, RunStatus } from '../../evol/types';
import {
  PILOT_CHAINS,
  type AnnotateRequest,
  type AnnotateSummary,
  type AnnotationPlan,
  type ChainCost,
  type ChatModels,
  type RunEstimate,
  type SeedSource,
} from '../../protocol/annotation';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import type { AnnotationRuns } from './annotationRuns';
import type { OpenChatModels } from './openChatModels';
import { RunNews } from './runNews';
import { fault, reasonOf, say } from '../../messages/say';

/** What the annotations of one engine share. */
export interface Annotating extends Pick<EngineContext, 'emit'> {
  readonly runs: AnnotationRuns;
  readonly models: OpenChatModels;
}

/** About what a run would take, from the prompts of its first requests. @throws DeitaError `noUsableRows` */
export async function estimateAnnotation(
  open: OpenDataset,
  { plan, ...source }: SeedSource & { readonly plan: AnnotationPlan },
  job: JobContext,
): Promise<RunEstimate> {
  const chains = chainPlans(await seedsOf(open, plan, source, job), plan.dimension);
  const cost = (plans: readonly ChainPlan[]): ChainCost => ({ chains: plans.length, ...estimateRun(plans, plan) });
  return { ...cost(chains), pilot: cost(chains.slice(0, PILOT_CHAINS)) };
}

/**
 * Begins a run or goes on with it. Nothing but its own folder is held meanwhile: the dataset may be selected from.
 * @throws DeitaError `noUsableRows`, `runDiffers`, `runInUse`, `outputFailed`, `cancelled`, what is wrong with the model
 */
export async function annotateRun(
  open: OpenDataset,
  request: AnnotateRequest,
  { runs, models, emit }: Annotating,
  job: JobContext,
): Promise<AnnotateSummary> {
  const { folder, plan, part, caps } = request;
  const parameters = await parametersOf(open, plan, request.models, job);
  const run = await OpenRun.open(folder, parameters, () => describe(open, parameters, request, job));
  const news = new RunNews(folder, runs, emit);
  try {
    const plans = part === 'pilot' ? run.plans.slice(0, PILOT_CHAINS) : run.plans;
    const outcome = await annotate(run, models.open(request.models), {
      plans,
      caps,
      signal: job.signal,
      onProgress: progressOf(job, plans.length, part),
      onAnswer: () => news.later(),
    });
    return summaryOf(outcome, plans.length, statusOf((await runs.read(folder)).inspected));
  } finally {
    await run.close();
    await news.end();
  }
}

function progressOf({ onProgress }: JobContext, total: number, part: AnnotateRequest['part']): (done: number) => void {
  const about = say(part === 'pilot' ? 'annotate.pilot' : 'annotate.all');
  const progress = new StageProgress(onProgress, { stage: 'annotate', total, about });
  return (done) => progress.update(done);
}

async function parametersOf(
  { dataset, fields }: OpenDataset,
  { dimension, seeds, sample, seed, evolutions, orders }: AnnotationPlan,
  { model, rankModel }: ChatModels,
  { signal }: JobContext,
): Promise<RunParameters> {
  return {
    fileSha256: await dataset.sha256(signal),
    ...(fields === undefined ? {} : { fields }),
    ...{ dimension, seeds, sample, seed, evolutions, orders, model, rankModel },
    promptsHash: promptsHash(),
  };
}

async function describe(
  open: OpenDataset,
  parameters: RunParameters,
  { plan, ...source }: AnnotateRequest,
  job: JobContext,
): Promise<RunDescription> {
  const seeds = await seedsOf(open, plan, source, job);
  const fileName = path.basename(open.dataset.path);
  return { version: 1, createdAt: new Date().toISOString(), fileName, parameters, seeds };
}

async function seedsOf(
  open: OpenDataset,
  plan: AnnotationPlan,
  { viewId }: SeedSource,
  job: JobContext,
): Promise<SeedTurn[]> {
  await open.untilIndexed(job);
  const { dataset } = open;
  const view = plan.sample === 'view' && viewId !== undefined ? open.view(viewId) : undefined;
  const rows = (await view?.allRows()) ?? null;
  const seeds = await chooseSeeds(dataset, plan, rows, job.signal);
  if (seeds.length > 0) return seeds;
  throw fault(rows === null ? 'noSeeds' : 'noSeedsInView', { file: dataset.path });
}

function summaryOf(
  { done, left, failure, stoppedBy }: AskingOutcome,
  asked: number,
  status: RunStatus,
): AnnotateSummary {
  return {
    status,
    complete: done === asked,
    ...(stoppedBy === undefined ? {} : { stoppedBy }),
    left,
    ...(failure === undefined ? {} : { failure: reasonOf(failure) }),
    rest: projected(status),
  };
}

/** What the chains that are not done take, going by those that are. */
function projected({ requests, tokens, done, chains }: RunStatus): ChainCost {
  const rest = chains - done;
  const each = (value: number): number => Math.ceil((value / Math.max(1, done)) * rest);
  return { chains: rest, requests: each(requests), tokens: each(tokens) };
}
