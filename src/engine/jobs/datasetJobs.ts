import type { EmbedderChoice } from '../../choices/embedders';
import type { ScorerChoice } from '../../choices/scorers';
import type { ParamsOf, ResultOf } from '../../protocol/requests';
import type { EngineContext } from '../engineContext';
import { noteRemainingRows } from '../noteAllRows';
import type { OpenDataset } from '../openDataset';
import { openEmbeddingSource } from '../sources/embeddingSource';
import type { PoolScores } from '../results/poolResults';
import type { TurnScoreTable } from '../results/turnScoreTable';
import { scoresOf, type ScoringSupply } from '../sources/scoresOf';
import { assertSomethingReadable } from './goodRows';
import type { JobContext } from '../job';
import { embedPool } from './embedPool';
import { scorePool } from './scorePool';
import { joinedFields } from './suppliedFiles';

export interface ScoringRun {
  readonly scores: PoolScores;
  /** Turns that a model scored in this run. */
  readonly turnsScored: number;
}

export async function runScoring(
  open: OpenDataset,
  { scorer, join }: Omit<ParamsOf<'dataset/score'>, 'datasetId'>,
  context: EngineContext,
  job: JobContext,
): Promise<ResultOf<'dataset/score'>> {
  await open.prepareForJob(job);
  const joined = await joinedFields([], { scorer, ...(join === undefined ? {} : { join }) }, open, context, job);
  const { scores, turnsScored } = await scoresFor(open, scorer, context, job, { areShown: true, joined });
  open.setScores(scores);
  const rowsScored = scores.table.evolScores.reduce((count, score) => (Number.isNaN(score) ? count : count + 1), 0);
  const { turnsTruncated, rowsOutsideLanguage } = scores.table;
  return { rowsScored, turnsScored, turnsTruncated, rowsOutsideLanguage };
}

/**
 * Fills the cache with the embedding of every row.
 * @throws DeitaError `noUsableRows`, `embeddingsMismatch`, `fileChanged`, `cancelled`
 */
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
    await open.dataset.assertUnchanged();
    return { rowsEmbedded: source.rowsEmbedded, rowsTruncated: source.rowsTruncated };
  } finally {
    await source.close();
  }
}

/** What scoring a pool goes by beside the scorer. */
export interface ScoringOptions extends ScoringSupply {
  /** Whether the dataset shows scores as they come. */
  readonly areShown?: boolean;
}

/** The scores of a pool; those that are there from the same scorer are used again without reading the file. */
export async function scoresFor(
  open: OpenDataset,
  choice: ScorerChoice,
  context: EngineContext,
  job: JobContext,
  { areShown = false, ...supply }: ScoringOptions = {},
): Promise<ScoringRun> {
  const source = await scoresOf(choice, open.dataset, context, supply);
  const known = open.results.scores;
  const fits = known?.label.hash === source.label.hash && known.table.rowCount === open.dataset.rowCount;
  if (fits && known.askAgain !== true && known.isPartial !== true) {
    return { scores: known, turnsScored: 0 };
  }
  const showSoFar = (soFar: TurnScoreTable): void =>
    open.showScores({ table: soFar, label: source.label, isPartial: true });
  const table = await scorePool(open, source, job, areShown ? showSoFar : undefined);
  await context.cache.flush(); // What comes next may fail: the scores are safe by then.
  const scores = { table, label: source.label, askAgain: source.turnsToAskAgain > 0 };
  return { scores, turnsScored: source.turnsScored };
}
