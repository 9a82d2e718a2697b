import type { EmbedderChoice } from '../../choices/embedders';
import type { ScorerChoice } from '../../choices/scorers';
import type { SelectionSummary } from '../../protocol/dataset';
import type { ParamsOf, ResultOf } from '../../protocol/requests';
import { checkParameters } from '../../selection/parameters';
import type { EngineContext } from '../engineContext';
import { noteRemainingRows } from '../noteAllRows';
import type { OpenDataset } from '../openDataset';
import { thresholdFor } from '../recommendedThreshold';
import { openEmbeddingSource } from '../sources/embeddingSource';
import type { PoolScores } from '../results/poolResults';
import { openScoreSource } from '../sources/scoreSource';
import { withKernel } from '../models/engineModels';
import { assertSomethingReadable } from './goodRows';
import type { JobContext } from '../job';
import { embedPool } from './embedPool';
import { scorePool } from './scorePool';
import { selectPool } from './selectPool';

type SelectionRequest = Omit<ParamsOf<'dataset/select'>, 'datasetId'>;

interface ScoringRun {
  readonly scores: PoolScores;
  /** Turns that a model scored in this run. */
  readonly turnsScored: number;
}

export async function runScoring(
  open: OpenDataset,
  choice: ScorerChoice,
  context: EngineContext,
  job: JobContext,
): Promise<ResultOf<'dataset/score'>> {
  await open.prepareForJob(job);
  const { scores, turnsScored } = await scoresFor(open, choice, context, job);
  open.setScores(scores);
  const rowsScored = scores.table.evolScores.reduce((count, score) => (Number.isNaN(score) ? count : count + 1), 0);
  const { turnsTruncated, rowsOutsideLanguage } = scores.table;
  return { rowsScored, turnsScored, turnsTruncated, rowsOutsideLanguage };
}

/** Until the new selection is complete the previous one stays, also when the run fails or is cancelled. */
export async function runSelection(
  open: OpenDataset,
  request: SelectionRequest,
  context: EngineContext,
  job: JobContext,
): Promise<SelectionSummary> {
  const startedAt = performance.now();
  // Before the scoring, which may take long; the threshold of the embedder's own is always valid.
  checkParameters({ budget: request.budget, threshold: request.threshold ?? 0 });
  await open.prepareForJob(job);
  const embeddings = await openEmbeddingSource(
    request.embedder,
    open.dataset,
    context.models,
    context.cache.embeddings,
  );
  try {
    const threshold = thresholdFor(request.threshold, embeddings);
    const beforePaying = (signal: AbortSignal | undefined): Promise<void> => embeddings.assertAnswers(signal);
    const { scores, turnsScored } = await scoresFor(open, request.scorer, context, job, beforePaying);
    if (open.results.selection === null) open.setScores(scores);
    const { budget, scorer, embedder } = request;
    const includeRejected = request.includeRejected === true ? { includeRejected: true } : {};
    const parameters = { budget, threshold, ...includeRejected, scorer, embedder };
    await noteRemainingRows(open.dataset, open.facts, job.signal); // Known scores are used without reading the rows.
    const run = { parameters, scores, turnsScored, embeddings, facts: open.facts, startedAt };
    const selection = await withKernel(context.models, (kernel) => selectPool({ ...run, kernel }, job));
    await open.dataset.assertUnchanged();
    await open.setSelection(scores, selection);
    return selection.summary;
  } finally {
    await embeddings.close();
  }
}

/** Fills the cache with the embedding of every row. */
export async function runEmbedding(
  open: OpenDataset,
  choice: EmbedderChoice,
  context: EngineContext,
  job: JobContext,
): Promise<{ rowsEmbedded: number; rowsTruncated: number }> {
  await open.prepareForJob(job);
  await noteRemainingRows(open.dataset, open.facts, job.signal);
  assertSomethingReadable(open.dataset, open.facts);
  const source = await openEmbeddingSource(choice, open.dataset, context.models, context.cache.embeddings);
  try {
    await embedPool(open.dataset.rowCount, source, job, () => undefined);
    await context.cache.flush();
    return { rowsEmbedded: source.rowsEmbedded, rowsTruncated: source.rowsTruncated };
  } finally {
    await source.close();
  }
}

/** Scores that are there from the same scorer are used again without reading the file. */
async function scoresFor(
  open: OpenDataset,
  choice: ScorerChoice,
  context: EngineContext,
  job: JobContext,
  beforePaying?: (signal: AbortSignal | undefined) => Promise<void>,
): Promise<ScoringRun> {
  const source = await openScoreSource(choice, context.models, context.cache.scores, beforePaying);
  const known = open.results.scores;
  const fits = known?.label.hash === source.label.hash && known.table.rowCount === open.dataset.rowCount;
  if (fits && known.askAgain !== true) {
    return { scores: known, turnsScored: 0 };
  }
  const table = await scorePool(open.dataset, open.facts, source, job);
  await context.cache.flush(); // What comes next may fail: the scores are safe by then.
  const scores = { table, label: source.label, askAgain: source.turnsToAskAgain > 0 };
  return { scores, turnsScored: source.turnsScored };
}
