import type { DatasetInfo, RowFigures } from '../../protocol/dataset';
import type { RowFacts } from '../rows/rowFacts';
import { signalValues } from '../signals/pooledSignals';
import type { PoolResults, PoolScores } from './poolResults';

const MEANS = ['evolScore', 'complexityScore', 'qualityScore'] as const;

/** What a selection comes to beside its pool: made once for each, since that takes a pass over all rows. */
export class FiguresOfResults {
  private known: { readonly results: PoolResults; readonly info: Pick<DatasetInfo, 'figures'> } | undefined;
  /** The pool's of these scores, whatever is selected by them: rows with other texts have scores of their own. */
  private pool: { readonly scores: PoolScores; readonly figures: RowFigures } | undefined;

  /** Empty while there is no selection, or rows have not been noted. */
  infoOf(results: PoolResults, facts: RowFacts, rowCount: number): Pick<DatasetInfo, 'figures'> {
    const { selection } = results;
    if (selection === null || facts.noted < rowCount) return {};
    if (this.known?.results !== results) {
      const { selectedRows } = selection.outcome;
      const selected = figuresOf(
        { count: selectedRows.length, at: (index) => selectedRows[index] as number },
        results,
        facts,
      );
      this.known = { results, info: { figures: { pool: this.poolFigures(results, facts, rowCount), selected } } };
    }
    return this.known.info;
  }

  private poolFigures(results: PoolResults, facts: RowFacts, rowCount: number): RowFigures {
    const { scores } = results;
    if (scores !== null && this.pool?.scores === scores) return this.pool.figures;
    const figures = figuresOf({ count: rowCount, at: (index) => index }, results, facts);
    this.pool = scores === null ? undefined : { scores, figures };
    return figures;
  }
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
