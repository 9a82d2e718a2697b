import type { DatasetInfo, RowFigures, SelectionFigures } from '../../protocol/dataset';
import type { RowFacts } from '../rows/rowFacts';
import { signalValues } from '../signals/pooledSignals';
import type { PoolResults } from './poolResults';
import type { SelectionResult } from './selectionResult';

const MEANS = ['evolScore', 'complexityScore', 'qualityScore'] as const;

/** What a selection comes to beside its pool: made once for each, since that takes a pass over all rows. */
export class FiguresOfResults {
  private known: { readonly results: PoolResults; readonly info: Pick<DatasetInfo, 'figures'> } | undefined;

  /** Empty while there is no selection, or rows have not been noted. */
  infoOf(results: PoolResults, facts: RowFacts, rowCount: number): Pick<DatasetInfo, 'figures'> {
    if (results.selection === null || facts.noted < rowCount) return {};
    if (this.known?.results !== results) {
      this.known = { results, info: { figures: figuresOfSelection(results, results.selection, facts) } };
    }
    return this.known.info;
  }
}

function figuresOfSelection(results: PoolResults, selection: SelectionResult, facts: RowFacts): SelectionFigures {
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
