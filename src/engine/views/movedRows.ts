import type { MovedRows, MovedRowsRequest } from '../../protocol/movedRows';
import type { Positions } from '../../protocol/decisions';
import type { OpenDataset } from '../openDataset';
import type { RowMoves } from '../rows/rowMoves';

/** Finds rows again in a file that has changed since, once all that it has now are read. */
export async function movedRows(
  open: OpenDataset,
  viewId: string,
  { since, rowIndexes, positions }: MovedRowsRequest,
  signal: AbortSignal | undefined,
): Promise<MovedRows | null> {
  if (!open.former.knows(since) || !(await open.untilNoted(signal))) return null;
  const moves = open.former.movesSince(since);
  if (moves === undefined) return null;
  return {
    contents: open.former.contents,
    rows: rowIndexes.map((was) => ({
      was,
      rowIndex: moves.placeOf(was),
      ...(moves.rowOf(was) < 0 ? { isGone: true as const } : {}),
    })),
    positions: positions.length === 0 ? [] : movedPositions(open, { viewId, since, positions, moves }),
  };
}

interface Marked extends Pick<MovedRowsRequest, 'since' | 'positions'> {
  readonly viewId: string;
  readonly moves: RowMoves;
}

/** Where those of its rows that are still there stand in a view, as ranges. */
function movedPositions(open: OpenDataset, { viewId, since, positions, moves }: Marked): Positions[] {
  const order = open.former.orderOf(since, viewId);
  if (order === undefined) return [];
  const isMarked = new Uint8Array(open.dataset.rowCount);
  for (const [first, end] of positions) {
    for (let position = first; position < end; position++) {
      const row = moves.rowOf(order === null ? position : (order[position] ?? -1));
      if (row >= 0) isMarked[row] = 1;
    }
  }
  const view = open.view(viewId);
  return rangesOf(view.slice(0, view.rowCount), (row) => isMarked[row] === 1);
}

function rangesOf(rows: Uint32Array, isWanted: (row: number) => boolean): Positions[] {
  const ranges: Positions[] = [];
  let first = -1;
  for (let position = 0; position <= rows.length; position++) {
    const isIn = position < rows.length && isWanted(rows[position] as number);
    if (isIn && first < 0) first = position;
    if (isIn || first < 0) continue;
    ranges.push([first, position]);
    first = -1;
  }
  return ranges;
}
