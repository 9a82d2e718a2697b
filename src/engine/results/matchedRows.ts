import type { RowsChanged } from '../../protocol/dataset';

/** Which rows of a file are those of the file before. */
export interface MatchedRows {
  /** By row of the file before: the row that it is now; -1 = none. */
  readonly now: Int32Array;
  /** By row of the file now: the row that it was; -1 = none. */
  readonly before: Int32Array;
}

/** Matches equal fingerprints; of several equal rows the first is the first. NaN is equal to nothing. */
export function matchRows(before: Float64Array, now: Float64Array): MatchedRows {
  const matched = { now: new Int32Array(before.length).fill(-1), before: new Int32Array(now.length).fill(-1) };
  const first = new Map<number, number>();
  /** By row of the file before: the next that is equal; -1 = none. */
  const next = new Int32Array(before.length).fill(-1);
  for (let row = before.length - 1; row >= 0; row--) {
    const fingerprint = before[row] as number;
    if (Number.isNaN(fingerprint)) continue;
    next[row] = first.get(fingerprint) ?? -1;
    first.set(fingerprint, row);
  }
  for (let row = 0; row < now.length; row++) {
    const fingerprint = now[row] as number;
    const was = first.get(fingerprint);
    if (was === undefined || was < 0) continue;
    first.set(fingerprint, next[was] as number);
    matched.before[row] = was;
    matched.now[was] = row;
  }
  return matched;
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
