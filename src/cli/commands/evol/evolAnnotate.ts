import path from 'node:path';
import { DeitaError, throwIfAborted } from '../../../common/errors';
import type { Dataset } from '../../../dataset/dataset';
import type { FieldMapping } from '../../../dataset/conversation';
import { StageProgress } from '../../../engine/progress';
import { annotate, type AnnotateOutcome } from '../../../evol/annotate/annotate';
import type { RunModels } from '../../../evol/annotate/askModels';
import { estimateRun } from '../../../evol/annotate/estimateRun';
import { chainPlans, type ChainPlan } from '../../../evol/chain/chainPlan';
import { chainState } from '../../../evol/chain/chainState';
import { ServedChatModel } from '../../../evol/chat/servedChatModel';
import { inspectRun } from '../../../evol/inspect/inspectRun';
import { statusOf } from '../../../evol/inspect/runStatus';
import { promptsHash } from '../../../evol/prompts/promptTexts';
import type { RunDescription } from '../../../evol/run/runDescription';
import { OpenRun, readRun } from '../../../evol/run/runFolder';
import type { Spent } from '../../../evol/run/spendingCap';
import { chooseSeeds } from '../../../evol/seeds/chooseSeeds';
import { Server } from '../../../serverClient/server';
import { formatCost, formatCount } from '../../../wording/numbers';
import type { Command, CommandResult, Session } from '../../command';
import { serverKey } from '../../serverKeys';
import { usageError } from '../../values';
import { withDataset } from '../openDataset';
import { ANNOTATE_OPTIONS, annotatePlan, type AnnotatePlan } from './annotateOptions';
import { RUN_OPTION, runFolder } from './runOption';
import { describeSpent, describeStatus } from './runText';
import type { RunParameters, RunStatus } from '../../../evol/types';

/** Enough chains to see whether the annotator works, before the rest is paid for. */
const PILOT_CHAINS = 10;

export const evolAnnotate: Command = {
  name: 'evol annotate',
  summary: 'Evolves a sample of rows by a chat model and has the variants ranked and scored together',
  options: { ...RUN_OPTION, ...ANNOTATE_OPTIONS },
  async run(session) {
    const plan = annotatePlan(session.values);
    const folder = runFolder(session.values, 'deita evol annotate');
    const run = await withDataset(session, (dataset) => openRun(folder, dataset, plan, session));
    try {
      return await annotateRun(run, folder, plan, session);
    } finally {
      await run.close();
    }
  },
};

async function openRun(folder: string, dataset: Dataset, plan: AnnotatePlan, session: Session): Promise<OpenRun> {
  const { signal } = session.call;
  const parameters = parametersOf(plan, await dataset.sha256(signal), session.fields);
  const describe = async (): Promise<RunDescription> => {
    await dataset.indexed;
    const seeds = await chooseSeeds(dataset, plan, signal);
    if (seeds.length === 0) {
      throw new DeitaError('noUsableRows', `${dataset.path} holds no turn to start from.`, NO_SEEDS_HINT);
    }
    checkEstimate(plan, estimateRun(chainPlans(seeds, plan.dimension), plan));
    const fileName = path.basename(dataset.path);
    return { version: 1, createdAt: new Date().toISOString(), fileName, parameters, seeds };
  };
  return OpenRun.open(folder, parameters, describe);
}

const NO_SEEDS_HINT =
  'A turn needs an instruction (and for quality a response) of at most 8,000 characters; deita inspect lists bad rows.';

function parametersOf(plan: AnnotatePlan, fileSha256: string, fields: FieldMapping | undefined): RunParameters {
  const { dimension, seeds, sample, seed, evolutions, orders, model, rankModel } = plan;
  return {
    fileSha256,
    ...(fields === undefined ? {} : { fields }),
    ...{ dimension, seeds, sample, seed, evolutions, orders, model, rankModel },
    promptsHash: promptsHash(),
  };
}

/** @throws DeitaError `usage` when the whole run is estimated to cost more than allowed */
function checkEstimate({ price, maxCost }: AnnotatePlan, { tokens }: Spent): void {
  if (price === null || maxCost === null) return;
  const cost = (tokens / 1e6) * price;
  if (cost <= maxCost) return;
  throw usageError(
    `The estimated cost of ${formatCost(cost)} is above --max-cost ${maxCost}; nothing was asked. Take fewer --seeds.`,
  );
}

async function annotateRun(run: OpenRun, folder: string, plan: AnnotatePlan, session: Session): Promise<CommandResult> {
  const { plans } = run;
  const models = modelsOf(plan, session);
  const pilot = plans.slice(0, PILOT_CHAINS);
  const rest = plans.slice(PILOT_CHAINS);
  let outcome = await work(run, models, pilot, 'Pilot', plan, session);
  if (rest.length > 0 && outcome.done === pilot.length) {
    await agree(run, folder, rest, plan, session);
    outcome = await work(run, models, rest, 'Annotating', plan, session);
  }
  return report(folder, outcome, plan);
}

function modelsOf(plan: AnnotatePlan, session: Session): RunModels {
  const { baseUrl, concurrency, model, rankModel } = plan;
  const apiKey = serverKey(session, { baseUrl, role: 'judge' });
  const server = new Server({ baseUrl, apiKey }, { concurrency });
  const evolve = new ServedChatModel(server, model);
  return { evolve, rank: rankModel === model ? evolve : new ServedChatModel(server, rankModel) };
}

function work(
  run: OpenRun,
  models: RunModels,
  plans: readonly ChainPlan[],
  doing: string,
  { caps }: AnnotatePlan,
  { call }: Session,
): Promise<AnnotateOutcome> {
  const progress = new StageProgress(call.onProgress, {
    stage: 'annotate',
    total: plans.length,
    about: doing,
  });
  const onProgress = (done: number): void => progress.update(done);
  return annotate(run, models, { plans, caps, signal: call.signal, onProgress });
}

/**
 * Shows what the pilot found and what the rest will take, and goes on only when that is agreed to.
 * @throws DeitaError `usage`
 */
async function agree(
  run: OpenRun,
  folder: string,
  rest: readonly ChainPlan[],
  plan: AnnotatePlan,
  { io, values, call }: Session,
): Promise<void> {
  const open = rest.filter((chain) => chainState(chain, run.description.parameters, run.answerOf).pending.length > 0);
  if (open.length === 0) return;
  const status = statusOf(inspectRun(await readRun(folder)));
  const needed = projected(status, open.length);
  io.stderr.write(`${['Pilot:', ...describeStatus(status)].join('\n')}\n`);
  io.stderr.write(`The other ${formatCount(open.length)} chains will take ${describeSpent(needed, plan.price)}.\n`);
  if (values.yes === true) return;
  if (io.confirm === undefined) throw usageError('The pilot is done; annotate the rest with --yes.');
  if (!(await io.confirm('Annotate the rest?')))
    throw usageError('Only the pilot was annotated; --yes annotates the rest.');
  throwIfAborted(call.signal);
}

/** What so many more chains take, going by those that are done. */
function projected({ requests, tokens, done }: RunStatus, chains: number): Spent {
  const each = (value: number): number => Math.ceil((value / Math.max(1, done)) * chains);
  return { requests: each(requests), tokens: each(tokens) };
}

async function report(
  folder: string,
  { left, failure, stoppedBy }: AnnotateOutcome,
  plan: AnnotatePlan,
): Promise<CommandResult> {
  const status = statusOf(inspectRun(await readRun(folder)));
  const notes = [
    ...(stoppedBy === undefined ? [] : [STOPPED[stoppedBy]]),
    ...(left === 0 ? [] : [`${formatCount(left)} chains were left for the next run: ${failure?.message ?? ''}`]),
  ];
  return {
    document: { run: folder, ...status, ...(stoppedBy === undefined ? {} : { stoppedBy: CAP_NAMES[stoppedBy] }) },
    text: [...describeStatus(status), ...cost(status, plan), ...notes].join('\n'),
    failed: status.done < status.chains,
  };
}

const CAP_NAMES = { requests: 'max-requests', tokens: 'max-cost' } as const;
const STOPPED = {
  requests: 'Stopped at --max-requests: run the same command with a higher one to go on.',
  tokens: 'Stopped before --max-cost would be exceeded: run the same command with a higher one to go on.',
} as const;

function cost({ tokens }: RunStatus, { price }: AnnotatePlan): string[] {
  return price === null ? [] : [`Cost so far: ${formatCost((tokens / 1e6) * price)}.`];
}
