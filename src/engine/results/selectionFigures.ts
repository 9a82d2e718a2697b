import type { RowFigures, SelectionFigures } from '../../protocol/dataset';
import type { RowFacts } from '../rows/rowFacts';
import { signalValues } from '../signals/pooledSignals';
import type { PoolResults } from './poolResults';

const MEANS = ['evolScore', 'complexityScore', 'qualityScore'] as const;

/** What a selection comes to beside its pool; undefined while there is none. Takes a pass over all rows. */
export function selectionFigures(results: PoolResults, facts: RowFacts): SelectionFigures | undefined {
  const { selection } = results;
  if (selection === null) return undefined;
  const { statuses, selectedRows } = selection.outcome;
  return {
    pool: figuresOf({ count: statuses.length, at: (index) => index }, results, facts),
    selected: figuresOf({ count: selectedRows.length, at: (index) => selectedRows[index] as number }, results, facts),
  };
}

/** Rows one after the other: going through a typed array by an iterator takes ten times as long. */
interface Rows {
  readonly count: number;
  readonly at: (index: number) => number;
}

function figuresOf(rows: Rows, results: PoolResults, facts: RowFacts): RowFigures {
  const means = MEANS.flatMap((signal) => {
    const { sum, count } = totalOf(rows, signalValues(signal, results, facts));
    return count === 0 ? [] : [[signal, sum / count] as const];
  });
  const tokens = totalOf(rows, signalValues('estimatedTokens', results, facts));
  return {
    rows: rows.count,
    means: Object.fromEntries(means),
    ...(tokens.count === 0 ? {} : { estimatedTokens: tokens.sum }),
  };
}

/** Over the rows that have a value. */
function totalOf(rows: Rows, valueOf: (row: number) => number): { readonly sum: number; readonly count: number } {
  let [sum, count] = [0, 0];
  for (let index = 0; index < rows.count; index++) {
    const value = valueOf(rows.at(index));
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return { sum, count };
}
