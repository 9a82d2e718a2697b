import { askAll, type AskingOutcome, type AskingTask } from '../../evol/annotate/askAll';
import type { PendingRequest } from '../../evol/chain/chainState';
import { directEstimate, directRequests, directScore, spentDirectly } from '../../evol/direct/directScoring';
import { closeAll } from '../../evol/run/askedRun';
import { OpenRun } from '../../evol/run/runFolder';
import { SpendingCap, type Spent } from '../../evol/run/spendingCap';
import type { TrainingText } from '../../evol/trainingTexts';
import { fault } from '../../messages/say';
import type { DirectScoring, DirectSummary } from '../../protocol/training';
import { OpenChatModels } from '../annotation/openChatModels';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import { StageProgress } from '../progress';

/** Scores by judges that saw each text alone, of those texts that have one. */
export interface DirectScores {
  readonly scores: ReadonlyMap<TrainingText, number>;
  readonly summary: DirectSummary;
}

/** A run, its texts, and what was to be asked about them when it was opened. */
interface RatedRun {
  readonly run: OpenRun;
  readonly texts: readonly TrainingText[];
  readonly requests: readonly PendingRequest[];
}

/**
 * Has the variants of runs rated one by one by the judge of each run. A cap ends it early, and what there is counts.
 * @param ofRuns by folder
 * @throws DeitaError `usage` when it is estimated to take more than is allowed, `runInUse`, `outputFailed`, `cancelled`,
 *   what is wrong with the judge
 */
export async function scoreDirectly(
  { judges, caps }: DirectScoring,
  ofRuns: ReadonlyMap<string, readonly TrainingText[]>,
  context: Pick<EngineContext, 'credentials' | 'host'>,
  job: JobContext,
): Promise<DirectScores> {
  const rated: RatedRun[] = [];
  try {
    for (const [folder, texts] of ofRuns) rated.push(await opened(folder, texts));
    assertWithin(caps.tokens, rated);
    const total = rated.reduce((sum, { requests }) => sum + requests.length, 0);
    const progress = new StageProgress(job.onProgress, { stage: 'rate', total });
    const cap = new SpendingCap(caps, spentOnAll(rated));
    const models = new OpenChatModels(context);
    const outcomes: AskingOutcome[] = [];
    for (const { run, requests } of rated) {
      const { rankModel } = run.description.parameters;
      const before = outcomes.reduce((sum, { done }) => sum + done, 0);
      const options = { cap, signal: job.signal, onProgress: (done: number) => progress.update(before + done) };
      const judge = models.open({ ...judges, model: rankModel, rankModel });
      outcomes.push(await askAll(run, judge, requests.map(onceAnswered(run)), options));
    }
    return gathered(rated, outcomes);
  } finally {
    await closeAll(rated.map(({ run }) => run));
  }
}

async function opened(folder: string, texts: readonly TrainingText[]): Promise<RatedRun> {
  const run = await OpenRun.resume(folder);
  return { run, texts, requests: directRequests(texts, run.description.parameters.seed, run.answerOf) };
}

/** A request as a task, which is done once it is answered. */
function onceAnswered({ answerOf }: OpenRun): (request: PendingRequest) => AskingTask<PendingRequest['role']> {
  return (request) => () => (answerOf(request.key) === undefined ? [request] : []);
}

/** Before anything was asked, an estimate tells; after that, the cap itself. */
function assertWithin(most: number | undefined, rated: readonly RatedRun[]): void {
  if (most === undefined || spentOnAll(rated).requests > 0) return;
  const { requests, tokens } = directEstimate(rated.flatMap(({ requests: pending }) => pending));
  if (tokens <= most) return;
  const count = (value: number): string => String(Math.floor(value));
  throw fault('directAboveCap', { texts: count(requests), tokens: count(tokens), most: count(most) });
}

function spentOnAll(rated: readonly RatedRun[]): Spent {
  const spent = rated.map(({ run }) => spentDirectly(run));
  return {
    requests: spent.reduce((sum, { requests }) => sum + requests, 0),
    tokens: spent.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}

function gathered(rated: readonly RatedRun[], outcomes: readonly AskingOutcome[]): DirectScores {
  const scores = new Map<TrainingText, number>();
  for (const { run, texts } of rated) {
    for (const text of texts) {
      const score = directScore(text, run.answerOf) ?? null;
      if (score !== null) scores.set(text, score);
    }
  }
  const stoppedBy = outcomes.find((outcome) => outcome.stoppedBy !== undefined)?.stoppedBy;
  const summary: DirectSummary = {
    ...spentOnAll(rated),
    texts: rated.reduce((sum, { texts }) => sum + texts.length, 0),
    scored: scores.size,
    left: outcomes.reduce((sum, { left }) => sum + left, 0),
    ...(stoppedBy === undefined ? {} : { stoppedBy }),
  };
  return { scores, summary };
}
