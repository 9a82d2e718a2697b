import { DeitaError } from '../../common/errors';
import { VERSION } from '../../common/version';
import {
  BUDGET,
  isDefault,
  isStrategy,
  needs,
  NO_BUDGET,
  STRATEGY_NAMES,
  STRATEGY_NUMBER_NAMES,
  STRATEGY_NUMBERS,
  type NumberParameter,
} from '../../choices/strategies';
import type { SelectionCounts, SelectionSummary } from '../../protocol/dataset';
import {
  askedBy,
  numbersOf,
  strategyOf,
  type SelectionRequest,
  type SelectionRunParameters,
} from '../../protocol/selection';
import { checkNumber } from '../../selection/parameters';
import type { SelectOptions } from '../../selection/select';
import { runStrategy } from '../../selection/strategies';
import { STATUSES, type SelectionOutcome, type SelectionProgress } from '../../selection/types';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import { withKernel } from '../models/engineModels';
import { noteRemainingRows } from '../noteAllRows';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import { thresholdFor } from '../recommendedThreshold';
import { SelectionResult } from '../results/selectionResult';
import type { RowFacts } from '../rows/rowFacts';
import { openEmbeddingSource, type EmbeddingSource } from '../sources/embeddingSource';
import { scoresFor, type ScoringRun } from './datasetJobs';
import { assertSomethingReadable } from './goodRows';

/** A selection under way, with what its strategy needs. */
interface SelectionRun {
  readonly parameters: SelectionRunParameters;
  readonly scoring: ScoringRun | undefined;
  readonly embeddings: EmbeddingSource | undefined;
  /** Of all rows. */
  readonly facts: RowFacts;
  readonly rowCount: number;
  /** `performance.now()` when the run began, scoring included. */
  readonly startedAt: number;
}

/**
 * Selects by the strategy that is asked for; opens and computes only what that one needs. Until the new selection is
 * complete the previous one stays, also when the run fails or is cancelled.
 */
export async function runSelection(
  open: OpenDataset,
  request: SelectionRequest,
  context: EngineContext,
  job: JobContext,
): Promise<SelectionSummary> {
  const startedAt = performance.now();
  checkRequest(request); // Before the scoring, which may take long.
  await open.prepareForJob(job);
  const { scorer, embedder } = askedBy(request);
  const { models, cache } = context;
  const embeddings =
    embedder === undefined ? undefined : await openEmbeddingSource(embedder, open.dataset, models, cache.embeddings);
  try {
    const parameters = parametersOf(request, embeddings);
    const beforePaying = async (signal: AbortSignal | undefined): Promise<void> => embeddings?.assertAnswers(signal);
    const scoring = scorer === undefined ? undefined : await scoresFor(open, scorer, context, job, beforePaying);
    if (scoring !== undefined && open.results.selection === null) open.setScores(scoring.scores);
    await noteRemainingRows(open.dataset, open.facts, job.signal); // Known scores are used without reading the rows.
    assertSomethingReadable(open.dataset, open.facts);
    const { facts, dataset } = open;
    const run = { parameters, scoring, embeddings, facts, rowCount: dataset.rowCount, startedAt };
    const selection = await selectPool(run, context, job);
    await open.dataset.assertUnchanged();
    await open.setSelection(scoring?.scores ?? open.results.scores, selection);
    return selection.summary;
  } finally {
    await embeddings?.close();
  }
}

/** @throws DeitaError `usage` for a strategy that does not exist, or numbers out of range */
function checkRequest(request: SelectionRequest): void {
  const strategy: string = strategyOf(request);
  if (!isStrategy(strategy)) {
    throw new DeitaError('usage', `There is no strategy "${strategy}".`, `Give ${STRATEGY_NAMES.join(' or ')}.`);
  }
  checkNumber('budget', request.budget, BUDGET);
  const asked = askedBy(request);
  for (const name of STRATEGY_NUMBER_NAMES) {
    const value = asked[name] ?? null;
    if (value !== null) checkNumber(name, value, STRATEGY_NUMBERS[name]);
  }
}

/**
 * What the run was asked for, with what is decided by now, in the order of reports.
 * @throws DeitaError `usage` when no threshold is known
 */
function parametersOf(request: SelectionRequest, embeddings: EmbeddingSource | undefined): SelectionRunParameters {
  const strategy = strategyOf(request);
  const { scorer, embedder, ...asked } = askedBy(request);
  const numbers = STRATEGY_NUMBER_NAMES.filter((name) => needs(strategy, name)).map((name) => {
    const { default: fallback }: NumberParameter = STRATEGY_NUMBERS[name];
    return [name, asked[name] ?? fallback ?? thresholdFor(null, embeddings)];
  });
  return {
    ...(isDefault(strategy) ? {} : { strategy }),
    budget: request.budget,
    ...Object.fromEntries(numbers),
    ...(request.includeRejected === true ? { includeRejected: true } : {}),
    ...(scorer === undefined ? {} : { scorer }),
    ...(embedder === undefined ? {} : { embedder }),
  } as SelectionRunParameters; // What its strategy needs is in it.
}

async function selectPool(
  run: SelectionRun,
  { models }: EngineContext,
  { signal, onProgress }: JobContext,
): Promise<SelectionResult> {
  const { parameters, embeddings, facts, rowCount } = run;
  const { budget } = parameters;
  const progress = new StageProgress(onProgress, {
    stage: 'select',
    total: budget === NO_BUDGET ? rowCount : Math.min(budget, rowCount),
  });
  const report = ({ walked, selected }: SelectionProgress): void =>
    progress.update(budget === NO_BUDGET ? walked : selected);
  const { comparability } = facts;
  const options: SelectOptions = {
    onProgress: report,
    ...(signal === undefined ? {} : { signal }),
    ...(comparability === undefined ? {} : { comparability }),
  };
  const strategy = strategyOf(parameters);
  const ranking = rankingOf(run);
  const supply = { ...numbersOf(parameters), budget };
  const outcome =
    embeddings === undefined
      ? await runStrategy(strategy, ranking, supply, options)
      : await withKernel(models, (kernel) =>
          runStrategy(strategy, ranking, { ...supply, embedder: embeddings }, { ...options, kernel }),
        );
  return new SelectionResult(outcome, summarise(run, outcome));
}

/**
 * What candidates are ranked by: their evol scores, or the same for all where nothing is scored. NaN for what is no
 * candidate: bad rows, and those that their label rejects unless they are asked for.
 */
function rankingOf({ scoring, facts, parameters, rowCount }: SelectionRun): Float64Array {
  const scores = scoring?.scores.table.evolScores;
  const takesRejected = parameters.includeRejected === true || facts.reading.rejectedRows === 0;
  if (scores !== undefined && takesRejected) return scores;
  const isLeftOut = (row: number): boolean => facts.isBad(row) || (!takesRejected && facts.isRejected(row));
  return (scores ?? new Float64Array(rowCount)).map((score, row) => (isLeftOut(row) ? Number.NaN : score));
}

function summarise(run: SelectionRun, outcome: SelectionOutcome): SelectionSummary {
  const { scoring, embeddings, facts } = run;
  const { rowsOutsideLanguage = 0, turnsTruncated = 0 } = scoring?.scores.table ?? {};
  const rowsTruncated = embeddings?.rowsTruncated ?? 0;
  const { rowsNotEmbedded = 0 } = outcome;
  return {
    parameters: run.parameters,
    counts: countStatuses(outcome),
    walked: outcome.walked,
    computed: {
      turnsScored: scoring?.turnsScored ?? 0,
      rowsEmbedded: embeddings?.rowsEmbedded ?? 0,
      ...(rowsNotEmbedded === 0 ? {} : { rowsNotEmbedded }),
    },
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

function countStatuses({ statuses }: SelectionOutcome): SelectionCounts {
  const counts = STATUSES.map(() => 0);
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  const [selected = 0, nearDuplicate = 0, notReached = 0, unscored = 0] = counts;
  return { rows: statuses.length, selected, nearDuplicate, notReached, unscored };
}
