import type { Positions } from '../../../../src/protocol/decisions';

/** Rows chosen for what is done to several at once; none = the current row alone. */
export interface MarkedRows {
  /** Where a range that is extended begins; null = at the current row. */
  readonly anchor: number | null;
  /** Ascending and apart from each other. */
  readonly ranges: readonly Positions[];
}

export const NONE_MARKED: MarkedRows = { anchor: null, ranges: [] };

export function isMarked({ ranges }: MarkedRows, position: number): boolean {
  return ranges.some(([first, end]) => position >= first && position < end);
}

/** Everything between the anchor and a row, as with Shift. @param current null = there is no row yet */
export function extendedTo({ anchor }: MarkedRows, current: number | null, target: number): MarkedRows {
  const from = anchor ?? current ?? target;
  return { anchor: from, ranges: [[Math.min(from, target), Math.max(from, target) + 1]] };
}

/** One row more or less, as with Ctrl; the current row is one of those that are marked already. */
export function toggled({ ranges }: MarkedRows, current: number | null, target: number): MarkedRows {
  const before: readonly Positions[] = ranges.length === 0 && current !== null ? [[current, current + 1]] : ranges;
  const others = before.flatMap(([first, end]): Positions[] =>
    target < first || target >= end
      ? [[first, end]]
      : [[first, target] as const, [target + 1, end] as const].filter(([from, to]) => from < to),
  );
  const wasMarked = before.some(([first, end]) => target >= first && target < end);
  return { anchor: target, ranges: wasMarked ? others : joined([...others, [target, target + 1]]) };
}

export function allMarked(rowCount: number): MarkedRows {
  return rowCount === 0 ? NONE_MARKED : { anchor: 0, ranges: [[0, rowCount]] };
}

export function markedCount({ ranges }: MarkedRows): number {
  return ranges.reduce((count, [first, end]) => count + end - first, 0);
}

function joined(ranges: readonly Positions[]): Positions[] {
  const ascending = [...ranges].sort(([a], [b]) => a - b);
  const result: Positions[] = [];
  for (const [first, end] of ascending) {
    const last = result.at(-1);
    if (last !== undefined && last[1] === first) result[result.length - 1] = [last[0], end];
    else result.push([first, end]);
  }
  return result;
}
