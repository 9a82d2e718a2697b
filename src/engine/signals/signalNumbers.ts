import type { SignalRef, SignalValue } from '../../protocol/signals';
import type { PoolScores } from '../results/poolResults';
import type { ColumnValueOf } from './signalColumns';

/** A value to rank by; NaN where it is none. Of a list of numbers the sum, as of a turn's scores; of tags their number. */
function rankableNumber(value: SignalValue | undefined): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : Number.NaN;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (!Array.isArray(value) || value.length === 0) return Number.NaN;
  const list = value as readonly (number | string)[];
  if (list.every((entry) => typeof entry === 'string')) return list.length;
  return list.reduce<number>((sum, entry) => (typeof entry === 'number' ? sum + entry : Number.NaN), 0);
}

/** What rows are ranked by: the value of the signal; of a turn's signal its sum over the turns, other than it is shown. */
export function rankingValues(
  signal: SignalRef,
  valueOf: ColumnValueOf,
  scores: PoolScores | null,
): (row: number) => number {
  if (signal.kind === 'signal' && scores !== null) {
    const { table } = scores;
    if (signal.id === 'complexityScore') return (row) => table.totalComplexityOf(row);
    if (signal.id === 'qualityScore') return (row) => table.totalQualityOf(row);
  }
  return (row) => rankableNumber(valueOf(row));
}

/**
 * The ranking of a whole pool by such a value. By the evol score it is the scores' own column, as far as that has numbers
 * alone: it is not to be written to.
 */
export function rankingColumn(
  signal: SignalRef,
  valueOf: ColumnValueOf,
  scores: PoolScores | null,
  rowCount: number,
): Float64Array {
  if (signal.kind === 'signal' && signal.id === 'evolScore' && scores !== null) {
    const { evolScores, hasInfiniteScores } = scores.table;
    return hasInfiniteScores ? leavingOut(evolScores, (row) => !Number.isFinite(evolScores[row])) : evolScores;
  }
  const ranking = new Float64Array(rowCount);
  const rankOf = rankingValues(signal, valueOf, scores);
  for (let row = 0; row < rowCount; row++) ranking[row] = rankOf(row);
  return ranking;
}

/** The same column, or where rows that have a value are to be left out, a copy that has NaN for them. */
export function leavingOut(column: Float64Array, isOut: (row: number) => boolean): Float64Array {
  let left = column;
  for (let row = 0; row < column.length; row++) {
    if (Number.isNaN(column[row]) || !isOut(row)) continue;
    if (left === column) left = column.slice();
    left[row] = Number.NaN;
  }
  return left;
}

/** The categories that a value stands for in quotas: none where it is absent, of a list each of its entries. */
export function categoriesOf(value: SignalValue | undefined): readonly string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? [...new Set(value.map(String))] : [String(value)];
}
