import type { PageState } from '../../protocol/pages/tablePage';

/** How a page was arranged, with its focus on a row. */
export function stateAtRow(state: PageState | null, rowIndex: number): PageState | null {
  if (state === null || rowIndex === state.currentRowIndex) return state;
  const moved = { ...state, currentRowIndex: rowIndex };
  // The rows that were in sight may be far from the one to be shown.
  Reflect.deleteProperty(moved, 'topRow');
  return moved;
}
