import type {
  CompareScorersRequest,
  Agreement,
  ComparedRow,
  ComparedScores,
  ComparisonPlot,
  RowScores,
  ScorerComparison,
} from '../../protocol/scorerComparison';
import { evenlySpread } from '../../embedding/evenlySpread';
import { kendall, mean, spearman } from '../../training/metrics';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import type { TurnScoreTable } from '../results/turnScoreTable';
import { scoresFor } from './datasetJobs';

/** Kendall compares each pair. */
const MOST_KENDALL_POINTS = 2000;

interface Pairs {
  readonly a: number[];
  readonly b: number[];
}

/**
 * Scores a dataset by two scorers and says where they agree; the results that the dataset shows stay as they are.
 * @throws DeitaError as scoring does
 */
export async function compareScorers(
  open: OpenDataset,
  { scorerA, scorerB, budget, disagreements, points }: CompareScorersRequest,
  context: EngineContext,
  job: JobContext,
): Promise<ScorerComparison> {
  await open.prepareForJob(job);
  const { scores: a } = await scoresFor(open, scorerA, context, job);
  const { scores: b } = await scoresFor(open, scorerB, context, job);
  const rows = rowsOfBoth(a.table, b.table);
  const ranked = { a: rankedBy(a.table, rows), b: rankedBy(b.table, rows) };
  const rankOf = { a: ranksIn(ranked.a), b: ranksIn(ranked.b) };
  const scores = (row: number): RowScores => ({
    rowIndex: row,
    lineNumber: open.dataset.lineNumberOf(row),
    a: scoresOf(a.table, row, rankOf.a),
    b: scoresOf(b.table, row, rankOf.b),
  });
  const compared = async (some: readonly number[]): Promise<ComparedRow[]> => {
    const named = some.slice(0, disagreements);
    const summaries = await open.rows.summaries(Uint32Array.from(named));
    return named.map((row, at) => ({ ...scores(row), preview: summaries[at]?.preview ?? '' }));
  };
  const distance = (row: number): number => Math.abs((rankOf.a.get(row) ?? 0) - (rankOf.b.get(row) ?? 0));
  const plot = async (most: number): Promise<ComparisonPlot> => ({
    points: evenlySpread(rows, most).map(scores),
    onlyInA: await compared(byRank(change.onlyInA, rankOf.a)),
    onlyInB: await compared(byRank(change.onlyInB, rankOf.b)),
  });
  const change = selectionChange(ranked.a, ranked.b, budget);
  return {
    scorers: { a: a.label, b: b.label },
    complexity: agreementOf(turnPairs(a.table, b.table, rows, 'complexityScore')),
    quality: agreementOf(turnPairs(a.table, b.table, rows, 'qualityScore')),
    evol: agreementOf({ a: evolScores(a.table, rows), b: evolScores(b.table, rows) }),
    disagreements: await compared([...rows].sort((one, other) => distance(other) - distance(one) || one - other)),
    selection: change,
    ...(points === undefined ? {} : { plot: await plot(points) }),
  };
}

function byRank(rows: readonly number[], rankOf: ReadonlyMap<number, number>): number[] {
  return [...rows].sort((one, other) => (rankOf.get(one) ?? 0) - (rankOf.get(other) ?? 0));
}

function rowsOfBoth(a: TurnScoreTable, b: TurnScoreTable): number[] {
  return Array.from({ length: a.rowCount }, (_, row) => row).filter(
    (row) => !Number.isNaN(a.evolScores[row]) && !Number.isNaN(b.evolScores[row]),
  );
}

function evolScores({ evolScores: scores }: TurnScoreTable, rows: readonly number[]): number[] {
  return rows.map((row) => scores[row] ?? Number.NaN);
}

/** Rows by evol score, the highest first; ties in file order. */
function rankedBy({ evolScores: scores }: TurnScoreTable, rows: readonly number[]): number[] {
  return [...rows].sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other);
}

function ranksIn(ranked: readonly number[]): ReadonlyMap<number, number> {
  return new Map(ranked.map((row, at) => [row, at + 1]));
}

function scoresOf(table: TurnScoreTable, row: number, ranks: ReadonlyMap<number, number>): ComparedScores {
  return {
    complexityScore: table.meanComplexityOf(row),
    qualityScore: table.meanQualityOf(row),
    evolScore: table.evolScores[row] ?? Number.NaN,
    rank: ranks.get(row) ?? 0,
  };
}

function turnPairs(
  a: TurnScoreTable,
  b: TurnScoreTable,
  rows: readonly number[],
  score: 'complexityScore' | 'qualityScore',
): Pairs {
  const pairs: Pairs = { a: [], b: [] };
  for (const row of rows) {
    const others = b.turnsOf(row);
    for (const [at, one] of a.turnsOf(row).entries()) {
      const other = others[at];
      if (other === undefined || 'unscoredReason' in one || 'unscoredReason' in other) continue;
      pairs.a.push(one[score]);
      pairs.b.push(other[score]);
    }
  }
  return pairs;
}

function agreementOf({ a, b }: Pairs): Agreement {
  const differs = new Set(a).size > 1 && new Set(b).size > 1;
  return {
    count: a.length,
    spearman: differs ? spearman(a, b) : null,
    kendall: differs ? kendall(evenlySpread(a, MOST_KENDALL_POINTS), evenlySpread(b, MOST_KENDALL_POINTS)) : null,
    meanDifference: a.length === 0 ? 0 : mean(a.map((score, index) => (b[index] ?? Number.NaN) - score)),
  };
}

function selectionChange(a: readonly number[], b: readonly number[], budget: number): ScorerComparison['selection'] {
  const [inA, inB] = [a, b].map((ranked) => new Set(ranked.slice(0, budget))) as [Set<number>, Set<number>];
  const inOrder = (rows: Iterable<number>): number[] => [...rows].sort((one, other) => one - other);
  const onlyInA = inOrder([...inA].filter((row) => !inB.has(row)));
  const onlyInB = inOrder([...inB].filter((row) => !inA.has(row)));
  return { budget, inBoth: inA.size - onlyInA.length, onlyInA, onlyInB };
}
