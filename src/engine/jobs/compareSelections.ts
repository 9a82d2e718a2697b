import { seededOrder } from '../../common/seededOrder';
import { fault } from '../../messages/say';
import type {
  ComparedPair,
  ComparedRun,
  CompareRequest,
  NamedRun,
  SelectionComparison,
} from '../../protocol/comparison';
import { isScored, modelSignal, RANKING_SIGNALS, signalDescriptor, signalNamed } from '../../protocol/signals';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { runsByRows } from '../sources/writtenRuns';
import { openMeasures } from '../signals/derived/measuredRow';
import { signalColumns, type SignalColumns } from '../signals/signalColumns';
import { scoresFor } from './datasetJobs';
import { distributionsOf } from './distributions';
import { goodRows } from './goodRows';
import { clustersOf, diversityOf, withEmbeddedPool, type Diversity } from './selectionFacts';

const SEEDS = [1, 2, 3];
const LENGTH = 'total-length';
const CATEGORIES = ['source', 'language'];
const BASELINES = [...SEEDS.map(nameOfSeed), LENGTH];
/** Steps of the overlap by rank. */
const STEPS = 10;

/**
 * Compares selections of one dataset with each other and with baselines of the same size (of the largest of them): rows at
 * random by three seeds, and the longest ones.
 * @throws DeitaError `usage`, `noUsableRows`, `cancelled`, and what scorers and embedders throw
 */
export async function compareSelections(
  open: OpenDataset,
  request: CompareRequest,
  context: EngineContext,
  job: JobContext,
): Promise<SelectionComparison> {
  const { runs: asked, embedder, withRows = false } = request;
  assertNames(asked.map(({ name }) => name));
  await open.prepareForJob(job);
  const runs = await runsByRows(asked, open, context.cache, job.signal);
  const columns = await comparedColumns(open, request, context, job);
  const good = await goodRows(open, job);
  const { dataset } = open;
  const size = Math.max(0, ...runs.map(({ selectedRows }) => selectedRows.length));
  const all = [...runs, ...baselines(good, dataset.rowCount, columns, size)];
  const selected = all.map(({ selectedRows }) => selectedRows);
  const { diversity, clusters } = await withEmbeddedPool(open, embedder, context, job, async (pool) => ({
    diversity: await diversityOf(
      pool,
      selected.map((rows) => ({ rows: Uint32Array.from(rows), firsts: [rows.length] })),
    ),
    clusters: await clustersOf(pool),
  }));
  await dataset.assertUnchanged();
  const { distributions, bars } = distributionsOf(columns, good, selected);
  return {
    runs: all.map((run, at) => ({
      ...describe(run, dataset.rowCount, columns, diversity[at] as Diversity),
      clusters: new Set(run.selectedRows.flatMap((row) => clusters.of(row))).size,
      isBaseline: at >= runs.length,
    })),
    pairs: all.flatMap((a, at) => all.slice(at + 1).map((b) => pairOf(a, b))),
    distributions,
    pool: { rows: good.length, clusters: clusters.count },
    ...(withRows ? { rows: { selected, bars } } : {}),
  };
}

/** What runs are compared by, beside scores of a scorer if there is one: every number that no model is asked for, and what categories rows are in. */
async function comparedColumns(
  open: OpenDataset,
  { scorer, knownScores = false, tokenizer }: CompareRequest,
  context: EngineContext,
  job: JobContext,
): Promise<SignalColumns> {
  const measures = await openMeasures(tokenizer); // Before the scoring, which may cost.
  const known = knownScores && open.results.scores?.isPartial !== true ? open.results.scores : null;
  const scores = scorer === undefined ? known : (await scoresFor(open, scorer, context, job)).scores;
  await goodRows(open, job); // All rows must have been noted.
  const numbers = RANKING_SIGNALS.map((id) => signalNamed(signalDescriptor(id).name)).filter(
    (signal) =>
      signal.kind === 'signal' &&
      signalDescriptor(signal.id).kind === 'number' &&
      modelSignal(signal) === undefined &&
      (scores !== null || !isScored(signal)),
  );
  const { dataset, facts } = open;
  const signals = [...numbers, ...CATEGORIES.map((name) => signalNamed(name))];
  return signalColumns(signals, { dataset, facts, scores, measures }, job);
}

/** Pairs name their runs: each must be one, and no baseline. */
function assertNames(names: readonly string[]): void {
  if (new Set(names).size < names.length) throw fault('runNamedTwice');
  const name = names.find((candidate) => BASELINES.includes(candidate));
  if (name !== undefined) throw fault('runNamedAsBaseline', { name });
}

function nameOfSeed(seed: number): string {
  return `random ${seed}`;
}

function baselines(good: Uint32Array, rowCount: number, columns: SignalColumns, size: number): NamedRun[] {
  const isGood = new Set(good);
  const lengthOf = (row: number): number => Number(columns.get(LENGTH)?.(row) ?? 0);
  const longest = [...good].sort((a, b) => lengthOf(b) - lengthOf(a) || a - b);
  return [
    ...SEEDS.map((seed) => ({
      name: nameOfSeed(seed),
      selectedRows: [...seededOrder(rowCount, seed)].filter((row) => isGood.has(row)).slice(0, size),
    })),
    { name: LENGTH, selectedRows: longest.slice(0, size) },
  ];
}

function describe(
  { name, selectedRows }: NamedRun,
  rows: number,
  columns: SignalColumns,
  { coverage, meanNearestSimilarity }: Diversity,
): Omit<ComparedRun, 'isBaseline' | 'clusters'> {
  const valuesOf = (signal: string): number[] =>
    selectedRows.map((row) => columns.get(signal)?.(row)).filter((value) => typeof value === 'number');
  const means = [...columns.keys()].flatMap((signal) => {
    const values = valuesOf(signal); // Of categories none.
    return values.length === 0 ? [] : [[signal, sumOf(values) / values.length] as const];
  });
  return {
    name,
    counts: { rows, selected: selectedRows.length },
    means: Object.fromEntries(means),
    coverage: coverage[0] ?? 0,
    meanNearestSimilarity,
    tokens: sumOf(valuesOf('tokens')),
  };
}

function pairOf(a: NamedRun, b: NamedRun): ComparedPair {
  const shorter = Math.min(a.selectedRows.length, b.selectedRows.length);
  const ranks = Array.from({ length: STEPS }, (_, step) => Math.floor((shorter * (step + 1)) / STEPS)).filter(
    (rank) => rank > 0,
  );
  const shared = sharedRows(a.selectedRows, b.selectedRows);
  return {
    a: a.name,
    b: b.name,
    jaccard: jaccardOf(a.selectedRows, b.selectedRows),
    jaccardByRank: [...new Set(ranks)].map((rank) => ({
      rank,
      jaccard: jaccardOf(a.selectedRows.slice(0, rank), b.selectedRows.slice(0, rank)),
    })),
    onlyInA: a.selectedRows.length - shared,
    onlyInB: b.selectedRows.length - shared,
  };
}

function jaccardOf(a: readonly number[], b: readonly number[]): number {
  const shared = sharedRows(a, b);
  const either = a.length + b.length - shared;
  return either === 0 ? 1 : shared / either;
}

function sharedRows(a: readonly number[], b: readonly number[]): number {
  const second = new Set(b);
  return a.filter((row) => second.has(row)).length;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
