import type { RowDecisions } from '../../decisions/rowDecisions';
import type { DecisionFilter, ViewQuery } from '../../protocol/views';
import { addedName, HISTOGRAM_SIGNALS, isAddedColumn } from '../../protocol/signals';
import { STATUSES } from '../../selection/types';
import type { PoolResults } from '../results/poolResults';
import type { RowFacts } from '../rows/rowFacts';
import { numbersOf, type AddedSignals } from '../signals/addedSignals';
import { signalValues } from '../signals/pooledSignals';
import { categoriesOf } from '../signals/signalNumbers';

export type RowTest = (row: number) => boolean;

/** The tests that a query's statuses, badness, picked rows and ranges put to a row; without any, every row passes. */
export function rowTests(query: ViewQuery, results: PoolResults, facts: RowFacts): RowTest[] {
  const tests: RowTest[] = [];
  if (query.statuses !== undefined && query.statuses.length > 0) tests.push(statusTest(query.statuses, results, facts));
  if (query.badRows === true) tests.push((row) => facts.isBad(row));
  if (query.rowSet !== undefined && 'rows' in query.rowSet) {
    const wanted = new Set(query.rowSet.rows);
    tests.push((row) => wanted.has(row));
  }
  for (const signal of HISTOGRAM_SIGNALS) {
    const range = query.ranges?.[signal];
    if (range === undefined) continue;
    const valueOf = signalValues(signal, results, facts);
    tests.push((row) => {
      const value = valueOf(row);
      return value >= range[0] && value <= range[1];
    });
  }
  return tests;
}

/** The tests that a query's ranges and values of added signals put to a row. */
export function addedTests({ ranges = {}, values = {} }: ViewQuery, added: AddedSignals): RowTest[] {
  const columns = <Wanted>(wanted: Readonly<Record<string, Wanted | undefined>>) =>
    Object.entries(wanted).flatMap(([column, value]) =>
      isAddedColumn(column) && value !== undefined ? [[added.columnOf(addedName(column)), value] as const] : [],
    );
  return [
    ...columns(ranges).map(([valueOf, [low, high]]): RowTest => {
      const numberOf = numbersOf(valueOf);
      return (row) => numberOf(row) >= low && numberOf(row) <= high;
    }),
    ...columns(values).map(
      ([valueOf, wanted]): RowTest =>
        (row) =>
          categoriesOf(valueOf(row)).some((value) => wanted.includes(value)),
    ),
  ];
}

const DECIDED: Readonly<Record<DecisionFilter, (decisions: RowDecisions | undefined) => boolean>> = {
  keep: (decisions) => decisions?.verdict === 'keep',
  drop: (decisions) => decisions?.verdict === 'drop',
  undecided: (decisions) => decisions?.verdict === undefined,
  note: (decisions) => decisions?.note !== undefined,
  tag: (decisions) => decisions?.tags !== undefined,
};

/** The test that a query's decisions put to a row. */
export function decisionTests(
  { decided = [] }: ViewQuery,
  decisions: { of(row: number): RowDecisions | undefined } | undefined,
): RowTest[] {
  if (decided.length === 0) return [];
  return [(row) => decided.some((filter) => DECIDED[filter](decisions?.of(row)))];
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
