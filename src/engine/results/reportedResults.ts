import { withPresentKinds } from '../../choices/formerKinds';
import { isObject } from '../../dataset/formats/format';
import type { SelectionSummary } from '../../protocol/dataset';
import { reportedRows } from '../../protocol/reportedRows';
import { neededBy, strategyOf } from '../../protocol/selection';
import { DEFAULT_STRATEGY } from '../../choices/strategies';
import { RowReasons } from '../../selection/rowReasons';
import { STATUSES, type SelectionOutcome } from '../../selection/types';
import type { CachedTurnScore } from '../../storage/scoreCache';
import type { PoolResults, PoolScores } from './poolResults';
import { NO_STATUS, SelectionResult } from './selectionResult';
import { TurnScoreTable } from './turnScoreTable';

/** A row as a report has it; `undefined` where it says nothing. */
interface ReportedRow {
  readonly status?: unknown;
  readonly rank?: number;
  readonly nearDuplicateOf?: unknown;
  readonly cosineSimilarity?: unknown;
  readonly reason?: unknown;
  readonly note?: unknown;
  readonly complexityScores?: unknown;
  readonly qualityScores?: unknown;
}

/** A selection as its report tells it. */
export interface ReportedRun {
  readonly results: PoolResults & { readonly selection: SelectionResult };
  /** What it was made of. */
  readonly source: Readonly<Record<string, unknown>>;
}

/**
 * What a report says of every row, as it was shown when the selection was made.
 * @param document as JSON has it
 * @param writtenAt ISO 8601: of a report that is the same whenever it is written, when it was
 * @returns undefined for what is no report of a selection
 */
export function reportedRun(document: unknown, writtenAt: string): ReportedRun | undefined {
  const selectedRows = reportedRows(document);
  if (selectedRows === undefined || !isObject(document)) return undefined;
  const summary = summaryIn(document, writtenAt);
  const rows = rowsInOrder(document.rows as readonly ReportedRow[]);
  if (summary === undefined || rows === undefined) return undefined;
  const outcome = outcomeOf(rows, Uint32Array.from(selectedRows), summary);
  const results = { scores: scoresOf(rows, summary), selection: new SelectionResult(outcome, summary) };
  return { results, source: isObject(document.source) ? document.source : {} };
}

/** A selection of which no more is known than the rows it took, by rank. */
export function selectionOfRows(selected: readonly number[], rowCount: number, summary: SelectionSummary) {
  const rows = Array.from({ length: rowCount }, (): ReportedRow => ({}));
  selected.forEach((row, at) => (rows[row] = { status: 'selected', rank: at + 1 }));
  return new SelectionResult(outcomeOf(rows, Uint32Array.from(selected), summary), summary);
}

/** As a report's head or a manifest has it: what every run says of itself must be there. */
export function presentSummary(written: unknown, writtenAt: string): SelectionSummary | undefined {
  if (!isObject(written) || !isObject(written.parameters) || !isObject(written.counts)) return undefined;
  if (!isObject(written.models) || typeof written.walked !== 'number') return undefined;
  const thisTime = { finishedAt: writtenAt, elapsedMs: 0, computed: { turnsScored: 0, rowsEmbedded: 0 } };
  // Written by this or an earlier version. In the order in which it was, to be written alike.
  const summary = { ...written, ...thisTime, ...written } as unknown as SelectionSummary;
  return { ...summary, parameters: withPresentKinds(summary.parameters) };
}

function summaryIn({ parameters, counts, run }: Readonly<Record<string, unknown>>, writtenAt: string) {
  return isObject(run) ? presentSummary({ ...run, parameters, counts }, writtenAt) : undefined;
}

/** @returns undefined unless there is one of every row of a file, in its order */
function rowsInOrder(rows: readonly (ReportedRow & { readonly rowIndex?: number })[]) {
  return rows.every(({ rowIndex }, at) => rowIndex === at) ? rows : undefined;
}

function outcomeOf(
  rows: readonly ReportedRow[],
  selectedRows: Uint32Array,
  { parameters, walked }: SelectionSummary,
): SelectionOutcome {
  const reasons = new RowReasons();
  rows.forEach(({ reason }, row) => {
    if (typeof reason === 'string') reasons.set(row, reason);
  });
  // A report has the similarity of near-duplicates alone; Repr Filter alone has more to tell.
  const lacksSimilarities = strategyOf(parameters) === DEFAULT_STRATEGY && neededBy(parameters).embedder !== undefined;
  return {
    statuses: Uint8Array.from(rows, ({ status }) => statusNumber(status)),
    ranks: Uint32Array.from(rows, ({ rank }) => rank ?? 0),
    nearestSelected: Int32Array.from(rows, ({ nearDuplicateOf }) => numberOr(nearDuplicateOf, -1)),
    nearestSimilarity: Float64Array.from(rows, ({ cosineSimilarity }) => numberOr(cosineSimilarity, Number.NaN)),
    selectedRows,
    invalidEmbeddings: new Uint32Array(),
    walked,
    lacksSimilarities,
    ...(reasons.isEmpty ? {} : { reasons }),
  };
}

function statusNumber(status: unknown): number {
  const number = STATUSES.findIndex((each) => each === status);
  return number < 0 ? NO_STATUS : number;
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** null where the run had none, or none of the rows has any. */
function scoresOf(rows: readonly ReportedRow[], { models }: SelectionSummary): PoolScores | null {
  if (models.scorer === undefined) return null;
  const table = new TurnScoreTable(rows.length);
  for (const row of rows) {
    const reason = row.status === 'unscored' && typeof row.reason === 'string' ? row.reason : undefined;
    table.addRow(turnsOf(row), reason);
  }
  return table.rowsScored === 0 ? null : { table, label: models.scorer };
}

/** A report says of a row, not of a turn, whether its language is none that the scorer was trained on. */
function turnsOf({ complexityScores, qualityScores, note }: ReportedRow): CachedTurnScore[] {
  const [complexity, quality] = [listOf(complexityScores), listOf(qualityScores)];
  return complexity.map((score, turn) => ({
    complexityScore: numberOr(score, Number.NaN),
    qualityScore: numberOr(quality[turn], Number.NaN),
    outsideLanguage: note !== undefined,
    note: null,
  }));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
