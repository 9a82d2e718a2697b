import { matchRows, type MatchedRows } from '../results/matchedRows';

/** Where the rows that a file had before it changed stand in it now. */
export class RowMoves {
  /** By row of the file before; -1 = it is gone. */
  private readonly now: Int32Array;
  /** Of the file now. */
  private readonly rowCount: number;

  /**
   * @param before fingerprints of the first rows that it had, as far as they were known
   * @param now those of all that it has
   */
  constructor(before: Float64Array, now: Float64Array) {
    this.now = withEdited(matchRows(before, now));
    this.rowCount = now.length;
  }

  /** -1 = it is gone; a row that was edited where it stands is not. */
  rowOf(row: number): number {
    return this.now[row] ?? -1;
  }

  /** The row, or what stands in its place where it is gone; 0 where there are no rows any more. */
  placeOf(row: number): number {
    const kept = this.rowOf(row);
    if (kept >= 0) return kept;
    const next = this.now.subarray(row).find((is) => is >= 0);
    let above = Math.min(row, this.now.length) - 1;
    while (above >= 0 && this.rowOf(above) < 0) above--;
    const isAbove = this.rowOf(above);
    const inPlace = isAbove + row - above;
    // Rows below may have been put above: they say nothing of its place then.
    const last = next !== undefined && next > isAbove ? next : this.rowCount - 1;
    return Math.max(0, Math.min(inPlace, last));
  }
}

/** Between two rows that are the same, others that are as many as before are those that were edited. */
function withEdited({ now, before }: MatchedRows): Int32Array {
  const places = now.slice();
  let above = -1;
  for (let below = 0; below <= now.length; below++) {
    const isBelow = below === now.length ? before.length : (now[below] as number);
    if (isBelow < 0) continue;
    const shift = (above < 0 ? -1 : (now[above] as number)) - above;
    if (isBelow - below === shift) {
      for (let row = above + 1; row < below; row++) {
        if (before[row + shift] !== -1) continue;
        places[row] = row + shift;
        before[row + shift] = row;
      }
    }
    above = below;
  }
  return places;
}
