import { VERSION } from '../../common/version';
import { NO_BUDGET } from '../../choices/strategies';
import { checkSelection } from '../../protocol/checkSelection';
import type { SelectionCounts, SelectionSummary } from '../../protocol/dataset';
import type { DecisionSummary } from '../../protocol/decisions';
import {
  askedBy,
  neededBy,
  numbersOf,
  signalsOf,
  strategyOf,
  type SelectionRequest,
  type SelectionRunParameters,
} from '../../protocol/selection';
import type { Comparability } from '../../selection/comparability';
import type { SelectOptions } from '../../selection/select';
import { runStrategy } from '../../selection/strategies';
import { STATUSES, type SelectionOutcome, type SelectionProgress } from '../../selection/types';
import { withExcluded, withReasonsOfUnscored } from '../../selection/withExcluded';
import type { Verdict } from '../../decisions/rowDecisions';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import { withKernel } from '../models/engineModels';
import { noteRemainingRows } from '../noteAllRows';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import type { PoolScores } from '../results/poolResults';
import { SelectionResult } from '../results/selectionResult';
import { comparabilityOf } from '../rows/poolComparability';
import type { RowFacts } from '../rows/rowFacts';
import type { Measures } from '../signals/derived/measuredRow';
import { openEmbeddingSource, type EmbeddingSource } from '../sources/embeddingSource';
import { scoresFor, type ScoringRun } from './datasetJobs';
import { assertSomethingReadable } from './goodRows';
import { modelColumns } from './modelSignals';
import { assertKeptFit, rankPool, type RankedPool } from './rankPool';
import { tagsBeforeScoring } from './runTags';
import { parametersOf } from './runParameters';
import { joinedFields, readSuppliedFiles, type SuppliedFiles } from './suppliedFiles';

/** A selection under way, with what its strategy needs. */
interface SelectionRun {
  readonly parameters: SelectionRunParameters;
  readonly scoring: ScoringRun | undefined;
  readonly embeddings: EmbeddingSource | undefined;
  readonly pool: RankedPool;
  readonly targets: SuppliedFiles['targets'];
  readonly decisions: DecisionSummary | undefined;
  readonly comparability: Comparability | undefined;
  /** Of all rows. */
  readonly facts: RowFacts;
  /** `performance.now()` when the run began, scoring included. */
  readonly startedAt: number;
}

/** A finished selection, with what it was made from. */
export interface FinishedSelection {
  readonly selection: SelectionResult;
  readonly pool: RankedPool;
  /** null = none were needed. */
  readonly scores: PoolScores | null;
  readonly measures: Measures;
}

/**
 * Selects by the strategy that is asked for, and shows the selection. Until it is complete the previous one stays, also
 * when the run fails or is cancelled.
 */
export async function runSelection(
  open: OpenDataset,
  request: SelectionRequest,
  context: EngineContext,
  job: JobContext,
): Promise<SelectionSummary> {
  const { selection, scores } = await selectOnce(open, request, context, job);
  await open.setSelection(scores ?? open.results.scores, selection);
  return selection.summary;
}

/**
 * Selects by the strategy that is asked for; opens and computes only what that one needs.
 * @throws DeitaError `usage`, `noUsableRows`, `fileChanged`, `cancelled`, and what scorers and embedders throw
 */
export async function selectOnce(
  open: OpenDataset,
  given: SelectionRequest,
  context: EngineContext,
  job: JobContext,
): Promise<FinishedSelection> {
  const startedAt = performance.now();
  checkSelection(given); // Before the scoring, which may take long.
  await open.prepareForJob(job);
  const request = await withShownDecisions(open, given, job);
  const { scorer, embedder } = askedBy(request);
  const decisions = await decisionsOf(open, request, job);
  const { models, cache } = context;
  const embeddings =
    embedder === undefined ? undefined : await openEmbeddingSource(embedder, open.dataset, models, cache.embeddings);
  try {
    const asked = parametersOf(request, embeddings);
    const reading = { signal: job.signal, fields: open.fields };
    const files = await readSuppliedFiles(asked, embeddings, context, reading);
    const joined = await joinedFields(signalsOf(request), request, open, context, job);
    const tags = await tagsBeforeScoring(open, asked, { ...files, joined }, job);
    const beforePaying = async (signal: AbortSignal | undefined): Promise<void> => embeddings?.assertAnswers(signal);
    const scoring =
      scorer === undefined
        ? undefined
        : await scoresFor(open, scorer, context, job, { beforePaying, joined, areShown: true });
    if (scoring !== undefined && open.results.selection === null) open.setScores(scoring.scores);
    await noteRemainingRows(open.dataset, open.facts, job.signal); // Known scores are used without reading the rows.
    assertSomethingReadable(open.dataset, open.facts);
    const scores = scoring?.scores ?? null;
    const modelMade = await modelColumns(signalsOf(request), request, open, context, job);
    const supply = { ...files, scores, joined, tags, modelMade, verdicts: decisions?.verdicts };
    const pool = await rankPool(open, asked, supply, job);
    const parameters = { ...asked, budget: pool.budget };
    const run = {
      parameters,
      scoring,
      embeddings,
      pool,
      targets: files.targets,
      decisions: decisions?.summary,
      comparability: comparabilityOf(open),
      facts: open.facts,
      startedAt,
    };
    const selection = await selectPool(run, context, job);
    await open.dataset.assertUnchanged();
    return { selection, pool, scores, measures: files.measures };
  } finally {
    await embeddings?.close();
  }
}

/** What is decided by hand, as it is when a run begins. */
interface GivenDecisions {
  readonly verdicts: ReadonlyMap<number, Verdict>;
  readonly summary: DecisionSummary;
}

/** Where decisions are shown with the rows, those that change what is selected count unless others are named. */
async function withShownDecisions(
  { decisions }: OpenDataset,
  request: SelectionRequest,
  { signal }: JobContext,
): Promise<SelectionRequest> {
  const { shown } = decisions;
  if (shown === undefined || request.decisions !== undefined) return request;
  await shown.load(signal);
  return shown.verdicts.size + shown.edits.size + shown.apart.size === 0
    ? request
    : { ...request, decisions: shown.file };
}

/**
 * What is decided by hand, read before anything is computed.
 * @throws DeitaError `keptRowsExceedBudget`, and as `DecisionFiles.read`
 */
async function decisionsOf(
  open: OpenDataset,
  { decisions: file, budget }: SelectionRequest,
  { signal }: JobContext,
): Promise<GivenDecisions | undefined> {
  await open.decisions.use(file);
  const decisions = file === undefined ? undefined : await open.decisions.read(file, signal);
  await open.takeUpEdits();
  if (decisions === undefined) return undefined;
  const { summary, verdicts } = decisions;
  await noteRemainingRows(open.dataset, open.facts, signal); // A bad row cannot be kept.
  const kept = [...verdicts].filter(([row, verdict]) => verdict === 'keep' && !open.facts.isBad(row));
  assertKeptFit(kept.length, budget);
  return { summary, verdicts };
}

async function selectPool(
  run: SelectionRun,
  { models }: EngineContext,
  { signal, onProgress }: JobContext,
): Promise<SelectionResult> {
  const { parameters, embeddings, comparability, pool, targets } = run;
  const { ranking, kept, budget, limits, excluded, asideOf, tags } = pool;
  const rowCount = ranking.length;
  const progress = new StageProgress(onProgress, {
    stage: 'select',
    total: budget === NO_BUDGET ? rowCount : Math.min(budget, rowCount),
  });
  const report = ({ walked, selected }: SelectionProgress): void =>
    progress.update(budget === NO_BUDGET ? walked : selected);
  const options: SelectOptions = {
    onProgress: report,
    kept,
    limits,
    ...(signal === undefined ? {} : { signal }),
    ...(comparability === undefined ? {} : { comparability }),
  };
  const strategy = strategyOf(parameters);
  const supply = {
    ...numbersOf(neededBy(parameters)),
    budget,
    ...(tags === undefined ? {} : { tags }),
    ...(targets === undefined ? {} : { targets }),
  };
  const walked =
    embeddings === undefined
      ? await runStrategy(strategy, ranking, supply, options)
      : await withKernel(models, (kernel) =>
          runStrategy(strategy, ranking, { ...supply, embedder: embeddings }, { ...options, kernel }),
        );
  const told = excluded === undefined ? walked : withExcluded(walked, excluded);
  const outcome = asideOf === undefined ? told : withReasonsOfUnscored(told, asideOf);
  return new SelectionResult(outcome, summarise(run, outcome));
}

function summarise(run: SelectionRun, outcome: SelectionOutcome): SelectionSummary {
  const { scoring, embeddings, facts } = run;
  const { rowsOutsideLanguage = 0, turnsTruncated = 0 } = scoring?.scores.table ?? {};
  const rowsTruncated = embeddings?.rowsTruncated ?? 0;
  const { rowsNotEmbedded = 0 } = outcome;
  return {
    parameters: run.parameters,
    counts: countStatuses(outcome, run.pool.excluded !== undefined),
    walked: outcome.walked,
    computed: {
      turnsScored: scoring?.turnsScored ?? 0,
      rowsEmbedded: embeddings?.rowsEmbedded ?? 0,
      ...(rowsNotEmbedded === 0 ? {} : { rowsNotEmbedded }),
    },
    ...(run.decisions === undefined ? {} : { decisions: run.decisions }),
    ...(rowsOutsideLanguage === 0 ? {} : { rowsOutsideLanguage }),
    ...(turnsTruncated === 0 ? {} : { turnsTruncated }),
    ...(rowsTruncated === 0 ? {} : { rowsTruncated }),
    ...(embeddings === undefined || facts.notCompared === undefined ? {} : { notCompared: facts.notCompared }),
    reading: facts.reading,
    models: {
      ...(scoring === undefined ? {} : { scorer: scoring.scores.label }),
      ...(embeddings === undefined ? {} : { embedder: embeddings.label }),
    },
    finishedAt: new Date().toISOString(),
    elapsedMs: Math.round(performance.now() - run.startedAt),
    version: VERSION,
  };
}

function countStatuses({ statuses }: SelectionOutcome, mayExclude: boolean): SelectionCounts {
  const counts = new Uint32Array(STATUSES.length);
  // An iterator over a typed array takes ten times as long.
  for (let row = 0; row < statuses.length; row++) {
    const status = statuses[row] as number;
    counts[status] = (counts[status] as number) + 1;
  }
  const [selected = 0, nearDuplicate = 0, notReached = 0, unscored = 0, excluded = 0] = counts;
  const counted = { rows: statuses.length, selected, nearDuplicate, notReached, unscored };
  return mayExclude ? { ...counted, excluded } : counted;
}
