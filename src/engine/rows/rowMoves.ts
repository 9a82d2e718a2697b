import { matchRows, type MatchedRows } from '../results/matchedRows';

/** Where the rows that a file had before it changed stand in it now. */
export class RowMoves {
  /** By row of the file before; -1 = it is gone. */
  private readonly now: Int32Array;
  /** Of the file now. */
  private readonly rowCount: number;
  /** By row of the file before, as `placeOf`; made for the first that is asked for. */
  private places: Int32Array | undefined;
  /** How far the last row that is still there has moved. */
  private lastShift = 0;

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
    this.places ??= this.findPlaces();
    return this.places[row] ?? this.inFile(row + this.lastShift);
  }

  /** Of all rows at once: very many may be asked for, of which none is there any more. */
  private findPlaces(): Int32Array {
    const { now } = this;
    const places = now.slice();
    for (let row = places.length - 2; row >= 0; row--) if (places[row] === -1) places[row] = places[row + 1] as number;
    let above = -1;
    for (let row = 0; row < places.length; row++) {
      const isNow = now[row] as number;
      if (isNow >= 0) {
        above = isNow;
        this.lastShift = isNow - row;
        continue;
      }
      // Rows below may have been put above: they say nothing of its place then.
      const next = places[row] as number;
      const inPlace = row + this.lastShift;
      places[row] = this.inFile(next > above ? Math.min(inPlace, next) : inPlace);
    }
    return places;
  }

  private inFile(row: number): number {
    return Math.max(0, Math.min(row, this.rowCount - 1));
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
