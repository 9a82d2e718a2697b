import type { SortColumn, TextColumn } from '../../protocol/views';
import { addedName, isAddedColumn } from '../../protocol/signals';
import type { RowDecisions } from '../../decisions/rowDecisions';
import type { RowFacts } from '../rows/rowFacts';
import { signalValues } from '../signals/pooledSignals';
import type { ViewedResults } from './view';

/** What a column sorts by, for every row; NaN = nothing there, sorted last in either direction. */
export type NumericColumn = Exclude<SortColumn, TextColumn>;

export function sortKeys(
  column: NumericColumn,
  rowCount: number,
  { results, decisions, added, groupOf }: ViewedResults,
  facts: RowFacts,
): Float64Array {
  const { selection } = results;
  if (isAddedColumn(column)) return keysBy(rowCount, added.keysOf(addedName(column), rowCount));
  switch (column) {
    case 'line':
    case 'rowNumber':
      return keysBy(rowCount, (row) => row);
    case 'decision':
      return keysBy(rowCount, (row) => decisionKey(decisions?.of(row)));
    case 'status':
      return selection === null
        ? keysBy(rowCount, (row) => (facts.isBad(row) ? 0 : undefined))
        : keysBy(rowCount, (row) => (selection.outcome.statuses[row] ?? 0) * 2 ** 32 + (selection.rankOf(row) ?? 0));
    case 'nearDuplicate':
      return selection === null
        ? new Float64Array(rowCount).fill(Number.NaN)
        : keysBy(rowCount, (row) =>
            selection.duplicatedBy(row) === undefined ? undefined : selection.similarityOf(row),
          );
    case 'group':
      return keysBy(rowCount, (row) => groupOf?.(row)?.number);
    default:
      return keysBy(rowCount, signalValues(column, results, facts));
  }
}

/** Kept rows first, then those dropped, then those with a note or tags alone. */
function decisionKey({ verdict, note, tags }: RowDecisions = {}): number | undefined {
  if (verdict !== undefined) return verdict === 'keep' ? 0 : 1;
  return note === undefined && tags === undefined ? undefined : 2;
}

function keysBy(rowCount: number, keyOf: (row: number) => number | undefined): Float64Array {
  const keys = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) keys[row] = keyOf(row) ?? Number.NaN;
  return keys;
}
