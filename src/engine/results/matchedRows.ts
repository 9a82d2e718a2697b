import type { RowsChanged } from '../../protocol/movedRows';

/** Which rows of a file are those of the file before. */
export interface MatchedRows {
  /** By row of the file before: the row that it is now; -1 = none. */
  readonly now: Int32Array;
  /** By row of the file now: the row that it was; -1 = none. */
  readonly before: Int32Array;
}

/**
 * Matches equal fingerprints: those that stand as they did from the first or from the last row on, then those that there
 * are once, with what stands beside them, so that each of several equal rows is itself; of what is left over the first
 * is the first. NaN is equal to nothing.
 */
export function matchRows(before: Float64Array, now: Float64Array): MatchedRows {
  const matching = new Matching(before, now);
  matching.pairEnds();
  matching.pairSingle();
  matching.pairBeside();
  matching.pairInOrder();
  return matching;
}

const NONE = -1;
const SEVERAL = -2;

class Matching implements MatchedRows {
  readonly now: Int32Array;
  readonly before: Int32Array;

  constructor(
    private readonly were: Float64Array,
    private readonly are: Float64Array,
  ) {
    this.now = new Int32Array(were.length).fill(NONE);
    this.before = new Int32Array(are.length).fill(NONE);
  }

  pairEnds(): void {
    for (let row = 0; this.pair(row, row);) row++;
    for (let [was, is] = [this.were.length - 1, this.are.length - 1]; this.pair(was, is);)
      [was, is] = [was - 1, is - 1];
  }

  /** Of what is left, rows that are equal to one row alone. */
  pairSingle(): void {
    const single = new Map<number, number>();
    this.were.forEach((fingerprint, was) => {
      if (this.now[was] === NONE) single.set(fingerprint, single.has(fingerprint) ? SEVERAL : was);
    });
    if (single.size === 0) return;
    /** By row of the file before: the row that is equal. */
    const equal = new Int32Array(this.were.length).fill(NONE);
    this.are.forEach((fingerprint, is) => {
      const was = this.before[is] === NONE ? (single.get(fingerprint) ?? NONE) : NONE;
      if (was >= 0) equal[was] = equal[was] === NONE ? is : SEVERAL;
    });
    equal.forEach((is, was) => this.pair(was, is));
  }

  pairBeside(): void {
    for (let is = 0; is < this.before.length; is++) this.pairNextTo(is, 1);
    for (let is = this.before.length - 1; is >= 0; is--) this.pairNextTo(is, -1);
  }

  pairInOrder(): void {
    const first = new Map<number, number>();
    /** By row of the file before: the next that is equal. */
    const next = new Int32Array(this.were.length).fill(NONE);
    for (let was = this.were.length - 1; was >= 0; was--) {
      if (this.now[was] !== NONE) continue;
      const fingerprint = this.were[was] as number;
      next[was] = first.get(fingerprint) ?? NONE;
      first.set(fingerprint, was);
    }
    if (first.size === 0) return;
    this.are.forEach((fingerprint, is) => {
      const was = first.get(fingerprint) ?? NONE;
      if (this.pair(was, is)) first.set(fingerprint, next[was] as number);
    });
  }

  private pairNextTo(is: number, step: 1 | -1): void {
    const was = this.before[is] as number;
    if (was !== NONE) this.pair(was + step, is + step);
  }

  /** @returns whether both are there, equal, and of no other pair */
  private pair(was: number, is: number): boolean {
    if (this.now[was] !== NONE || this.before[is] !== NONE || this.were[was] !== this.are[is]) return false;
    this.now[was] = is;
    this.before[is] = was;
    return true;
  }
}

/** Between two rows that are the same, as many as went and came count as edited. */
export function rowsChanged({ now, before }: MatchedRows): RowsChanged {
  let [edited, added, removed] = [0, 0, 0];
  let [was, is] = [0, 0];
  const takeGap = (untilWas: number, untilIs: number): void => {
    const gone = countUnmatched(now, was, untilWas);
    const come = countUnmatched(before, is, untilIs);
    edited += Math.min(gone, come);
    added += Math.max(0, come - gone);
    removed += Math.max(0, gone - come);
    [was, is] = [untilWas, untilIs];
  };
  for (let row = 0; row < before.length; row++) {
    const match = before[row] as number;
    // A row that has moved up stands in no gap.
    if (match >= was) takeGap(match, row);
  }
  takeGap(now.length, before.length);
  return { edited, added, removed };
}

function countUnmatched(matches: Int32Array, start: number, end: number): number {
  let count = 0;
  for (let row = start; row < end; row++) if (matches[row] === -1) count++;
  return count;
}
