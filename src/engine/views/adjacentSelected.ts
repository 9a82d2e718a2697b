import type { SelectionResult } from '../results/selectionResult';
import type { View } from './view';

/**
 * The nearest selected row before (`step` −1) or after (1) a row, in the order of a view or else of the file; wraps
 * around. A row that the view hides counts as standing before its first row.
 */
export function adjacentSelected(
  selection: SelectionResult | null,
  view: View | null,
  rowIndex: number,
  step: 1 | -1,
): number | null {
  if (selection === null) return null;
  const count = view?.rowCount ?? selection.outcome.statuses.length;
  const start = view === null ? rowIndex : (view.locate(rowIndex) ?? (step === 1 ? -1 : count));
  for (let distance = 1; distance <= count; distance++) {
    const position = (((start + step * distance) % count) + count) % count;
    const row = view === null ? position : view.rowAt(position);
    if (row !== undefined && selection.rankOf(row) !== undefined) return row;
  }
  return null;
}
