import type { RowsChanged } from '../../protocol/movedRows';
import type { SelectionOutcome } from '../../selection/types';
import { matchRows, rowsChanged, type MatchedRows } from './matchedRows';
import type { PoolScores } from './poolResults';
import { NO_STATUS, SelectionResult } from './selectionResult';
import { TurnScoreTable } from './turnScoreTable';

/** What was known of a pool before its file changed: scores and selection may be of different contents of it. */
export interface FormerPool {
  readonly scores: OfRows<PoolScores> | null;
  readonly selection: OfRows<SelectionResult> | null;
}

export interface OfRows<Known> {
  readonly known: Known;
  /** Of the rows that it is known of, one each. */
  readonly fingerprints: Float64Array;
}

/** A selection of what the file held before, as it lies in the file now. */
export interface FormerSelection {
  readonly selection: SelectionResult;
  readonly change: RowsChanged;
}

/** null = nothing was known, or no row of it is left. */
export interface CarriedResults {
  readonly scores: PoolScores | null;
  readonly former: FormerSelection | null;
}

/** What of a pool's results is still true of the rows of its file now. */
export function carryResults({ scores, selection }: FormerPool, fingerprints: Float64Array): CarriedResults {
  const ofScores = scores && matchRows(scores.fingerprints, fingerprints);
  const areOfSameRows = selection?.fingerprints === scores?.fingerprints;
  const ofSelection = areOfSameRows ? ofScores : selection && matchRows(selection.fingerprints, fingerprints);
  return {
    scores: scores && isAnyLeft(ofScores) ? carriedScores(scores.known, ofScores) : null,
    former: selection && isAnyLeft(ofSelection) ? carriedSelection(selection.known, ofSelection) : null,
  };
}

function isAnyLeft(matched: MatchedRows | null): matched is MatchedRows {
  return matched !== null && matched.before.some((row) => row >= 0);
}

function carriedScores(scores: PoolScores, matched: MatchedRows): PoolScores {
  return { ...scores, table: carriedTable(scores.table, matched), isPartial: true };
}

function carriedSelection({ outcome, summary }: SelectionResult, matched: MatchedRows): FormerSelection {
  return { selection: new SelectionResult(carriedOutcome(outcome, matched), summary), change: rowsChanged(matched) };
}

function carriedTable(table: TurnScoreTable, { before }: MatchedRows): TurnScoreTable {
  const carried = new TurnScoreTable(before.length);
  for (const row of before) {
    if (row < 0 || row >= table.rowCount) carried.addRow([]);
    else carried.addRowOf(table, row);
  }
  return carried;
}

function carriedOutcome(outcome: SelectionOutcome, { now, before }: MatchedRows): SelectionOutcome {
  const nowOf = (row: number | undefined): number => (row === undefined || row < 0 ? -1 : (now[row] ?? -1));
  const stillThere = (rows: Uint32Array): Uint32Array => rows.map(nowOf).filter((_, at) => nowOf(rows[at]) >= 0);
  return {
    statuses: Uint8Array.from(before, (row) => outcome.statuses[row] ?? NO_STATUS),
    ranks: Uint32Array.from(before, (row) => outcome.ranks[row] ?? 0),
    nearestSelected: Int32Array.from(before, (row) => nowOf(outcome.nearestSelected[row])),
    nearestSimilarity: Float64Array.from(before, (row) => outcome.nearestSimilarity[row] ?? Number.NaN),
    selectedRows: stillThere(outcome.selectedRows),
    invalidEmbeddings: stillThere(outcome.invalidEmbeddings),
    walked: outcome.walked,
  };
}
