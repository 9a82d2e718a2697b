/** A cell that filters: of a figure, a bar, and 0 for the pool or 1 for the selection. */
export interface CellPlace {
  readonly figure: number;
  readonly bar: number;
  readonly part: number;
}

/**
 * Where a key leads: up and down from bar to bar and on to the next figure, left and right between pool and selection.
 * @param bars of each figure
 * @param parts 1 where nothing is selected, else 2
 * @returns undefined for a key that leads nowhere
 */
export function nextCell(bars: readonly number[], parts: number, place: CellPlace, key: string): CellPlace | undefined {
  const { figure, bar, part } = place;
  const barsAt = (at: number): number => bars[at] ?? 0;
  switch (key) {
    case 'ArrowDown':
      if (bar + 1 < barsAt(figure)) return { ...place, bar: bar + 1 };
      return onwards(bars, figure, 1, (next) => ({ figure: next, bar: 0, part }));
    case 'ArrowUp':
      if (bar > 0) return { ...place, bar: bar - 1 };
      return onwards(bars, figure, -1, (next) => ({ figure: next, bar: barsAt(next) - 1, part }));
    case 'ArrowRight':
      return part + 1 < parts ? { ...place, part: part + 1 } : undefined;
    case 'ArrowLeft':
      return part > 0 ? { ...place, part: part - 1 } : undefined;
    case 'Home':
      return { ...place, bar: 0 };
    case 'End':
      return { ...place, bar: barsAt(figure) - 1 };
    default:
      return undefined;
  }
}

/** The next figure in a direction that has bars. */
function onwards(
  bars: readonly number[],
  from: number,
  step: 1 | -1,
  placeIn: (figure: number) => CellPlace,
): CellPlace | undefined {
  for (let figure = from + step; figure >= 0 && figure < bars.length; figure += step) {
    if ((bars[figure] ?? 0) > 0) return placeIn(figure);
  }
  return undefined;
}
