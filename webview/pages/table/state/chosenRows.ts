import type { PageRows } from '../../../../src/protocol/pages/tablePage';
import type { PageModel } from './pageModel';

/** The marked rows, or the current one; null = there is none, or the positions are about to become others. */
export function chosenRows({ current, marked, view }: PageModel): PageRows | null {
  if (marked.ranges.length > 0) return view.busy ? null : { positions: marked.ranges };
  const rowIndex = current?.rowIndex ?? null;
  return rowIndex === null ? null : { rowIndex, positions: [] };
}
