import { checkSelection } from '../../protocol/checkSelection';
import type { DecisionSummary } from '../../protocol/decisions';
import { askedBy, signalsOf, type SelectionRequest, type SelectionRunParameters } from '../../protocol/selection';
import type { Comparability } from '../../selection/comparability';
import type { Verdicts } from '../decisions/datasetDecisions';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import { noteRemainingRows } from '../noteAllRows';
import type { OpenDataset } from '../openDataset';
import type { PoolScores } from '../results/poolResults';
import { comparabilityOf } from '../rows/poolComparability';
import type { RowFacts } from '../rows/rowFacts';
import { openEmbeddingSource, type EmbeddingSource } from '../sources/embeddingSource';
import { scoresFor, type ScoringRun } from './datasetJobs';
import { assertSomethingReadable } from './goodRows';
import { modelColumns } from './modelSignals';
import { assertKeptFit, rankPool, type RankedPool } from './rankPool';
import { tagsBeforeScoring } from './runTags';
import { parametersOf } from './runParameters';
import { joinedFields, readSuppliedFiles, type SuppliedFiles } from './suppliedFiles';

/** A selection under way, with what its strategy needs. */
export interface SelectionRun {
  readonly parameters: SelectionRunParameters;
  readonly scoring: ScoringRun | undefined;
  /** Open; whoever selects closes them. */
  readonly embeddings: EmbeddingSource | undefined;
  readonly pool: RankedPool;
  readonly files: SuppliedFiles;
  readonly decisions: DecisionSummary | undefined;
  readonly comparability: Comparability | undefined;
  /** Of all rows. */
  readonly facts: RowFacts;
  /** `performance.now()` when the run began, scoring included. */
  readonly startedAt: number;
}

/**
 * Opens and computes what a strategy needs to select, and nothing else.
 * @throws DeitaError `usage`, `noUsableRows`, `fileChanged`, `cancelled`, and what scorers and embedders throw
 */
export async function prepareSelection(
  open: OpenDataset,
  given: SelectionRequest,
  context: EngineContext,
  job: JobContext,
): Promise<SelectionRun> {
  const startedAt = performance.now();
  checkSelection(given); // Before the scoring, which may take long.
  await open.prepareForJob(job);
  const request = await withShownDecisions(open, given, job);
  const { embedder } = askedBy(request);
  const decisions = await decisionsOf(open, request, job);
  const { models, cache } = context;
  const embeddings =
    embedder === undefined ? undefined : await openEmbeddingSource(embedder, open.dataset, models, cache.embeddings);
  try {
    const prepared = await preparePool(open, request, { embeddings, decisions }, context, job);
    const comparability = comparabilityOf(open);
    return { ...prepared, embeddings, decisions: decisions?.summary, comparability, facts: open.facts, startedAt };
  } catch (error) {
    await embeddings?.close();
    throw error;
  }
}

/** What a pool is ranked with that is there before anything is computed. */
interface Known {
  readonly embeddings: EmbeddingSource | undefined;
  readonly decisions: GivenDecisions | undefined;
}

async function preparePool(
  open: OpenDataset,
  request: SelectionRequest,
  { embeddings, decisions }: Known,
  context: EngineContext,
  job: JobContext,
): Promise<Pick<SelectionRun, 'parameters' | 'scoring' | 'pool' | 'files'>> {
  const { scorer } = askedBy(request);
  const asked = parametersOf(request, embeddings);
  const files = await readSuppliedFiles(asked, embeddings, context, { signal: job.signal, fields: open.fields });
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
  const scores: PoolScores | null = scoring?.scores ?? null;
  const modelMade = await modelColumns(signalsOf(request), request, open, context, job);
  const supply = { ...files, scores, joined, tags, modelMade, verdicts: decisions?.verdicts };
  const pool = await rankPool(open, asked, supply, job);
  return { parameters: { ...asked, budget: pool.budget }, scoring, pool, files };
}

/** What is decided by hand, as it is when a run begins. */
interface GivenDecisions {
  readonly verdicts: Verdicts;
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
  const { kept, dropped } = shown.verdicts;
  return kept.length + dropped.length + shown.edits.size + shown.apart.size === 0
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
  const kept = verdicts.kept.filter((row) => !open.facts.isBad(row));
  assertKeptFit(kept.length, budget);
  return { summary, verdicts };
}
