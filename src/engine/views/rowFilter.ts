import type { HistogramMetric, ViewQuery } from '../../protocol/dataset';
import { STATUSES } from '../../selection/types';
import type { PoolResults } from '../results/poolResults';
import type { RowFacts } from '../rows/rowFacts';

export type RowTest = (row: number) => boolean;

/** The tests that a query's statuses, badness and ranges put to a row; without any, every row passes. */
export function rowTests(query: ViewQuery, results: PoolResults, facts: RowFacts): RowTest[] {
  const tests: RowTest[] = [];
  if (query.statuses !== undefined && query.statuses.length > 0) tests.push(statusTest(query.statuses, results, facts));
  if (query.badRows === true) tests.push((row) => facts.isBad(row));
  for (const [metric, range] of Object.entries(query.ranges ?? {}) as [HistogramMetric, readonly [number, number]][]) {
    const valueOf = metricValues(metric, results);
    tests.push((row) => {
      const value = valueOf(row);
      return value >= range[0] && value <= range[1];
    });
  }
  return tests;
}

/** The value of a row in a histogram; NaN where it has none. */
export function metricValues(metric: HistogramMetric, { scores, selection }: PoolResults): (row: number) => number {
  const none = (): number => Number.NaN;
  switch (metric) {
    case 'evolScore':
      return scores === null ? none : (row) => scores.table.evolScores[row] ?? Number.NaN;
    case 'complexityScore':
      return scores === null ? none : (row) => scores.table.meanComplexityOf(row);
    case 'qualityScore':
      return scores === null ? none : (row) => scores.table.meanQualityOf(row);
    case 'similarity':
      return selection === null ? none : (row) => selection.similarityOf(row);
  }
}

function statusTest(
  statuses: NonNullable<ViewQuery['statuses']>,
  { selection }: PoolResults,
  facts: RowFacts,
): RowTest {
  const wanted = STATUSES.map((status) => statuses.includes(status));
  if (selection === null) return (row) => statuses.includes('unscored') && facts.isBad(row);
  return (row) => wanted[selection.outcome.statuses[row] ?? STATUSES.length] ?? false;
}
