import type { BarRows } from './composition';
import type { FoundIn } from './findScope';
import type { GroupRows } from './nearDuplicates';
import { COLUMN_SIGNALS, type AddedColumn, type HistogramSignalId } from './signals';
import type { RowStatus } from '../selection/types';

/** Sort and filter of one table; rows keep file order within equal keys. */
export interface ViewQuery {
  readonly sort?: { readonly column: SortColumn; readonly descending: boolean };
  /** Empty or absent = all. */
  readonly statuses?: readonly RowStatus[];
  /** Rows that cannot be read alone; absent = all. */
  readonly badRows?: true;
  /** Rows that one of these is decided of; empty or absent = all. */
  readonly decided?: readonly DecisionFilter[];
  /** As `findTerms` reads it; searched in the row's decoded text, whatever the letter case unless `matchCase` is set. */
  readonly text?: string;
  /** `text` is a regular expression in RE2's syntax. */
  readonly regex?: true;
  readonly matchCase?: true;
  /** Only where it is no part of a longer word. */
  readonly wholeWord?: true;
  /** Inclusive ranges, set by dragging over a histogram. */
  readonly ranges?: Partial<Record<HistogramSignalId | AddedColumn, readonly [number, number]>>;
  /** Rows alone that have one of these values of an added signal; of tags, among others. */
  readonly values?: Readonly<Record<AddedColumn, readonly string[]>>;
  /** These rows alone. */
  readonly rowSet?: RowSet | BarRows | GroupRows;
}

/** Rows that something else than the table has picked. */
export interface RowSet {
  /** What they are, for people. */
  readonly name: string;
  /** Row indexes in any order; those that the dataset has not (any more) are passed over. */
  readonly rows: readonly number[];
  /** They stand in this order while no column sorts them; absent = in file order. */
  readonly isRanked?: true;
}

/** What may be decided of a row by hand. */
export const DECISION_FILTERS = ['keep', 'drop', 'undecided', 'note', 'tag'] as const;
export type DecisionFilter = (typeof DECISION_FILTERS)[number];

/** What a view shows. */
export interface ViewInfo {
  readonly rowCount: number;
  /** Which row stands where: another text when any of those that were there stands elsewhere now. */
  readonly order: string;
  /** A text filter is still looking through the rows: `viewChanged` tells of the hits. */
  readonly searching?: boolean;
  /** Of the rows that a text filter has found so far; absent = there is none, or it looks in one part alone. */
  readonly foundIn?: FoundIn;
}

/** What the table may have a column of and sort by: signals, and what rows have beside them. */
export const SORT_COLUMNS = [
  'line',
  'rowNumber',
  'decision',
  'status',
  ...COLUMN_SIGNALS,
  'instruction',
  'response',
  'nearDuplicate',
  'group',
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number] | AddedColumn;
export type TextColumn = Extract<SortColumn, 'instruction' | 'response'>;

export function isTextColumn(column: SortColumn): column is TextColumn {
  return column === 'instruction' || column === 'response';
}

/** Bins of equal width over [min, max]; `selectedCounts` is the part of `counts` that is selected. */
export interface Histogram {
  readonly signal: HistogramSignalId | AddedColumn;
  readonly min: number;
  readonly max: number;
  readonly counts: readonly number[];
  readonly selectedCounts: readonly number[];
  /** The part of `counts` that the table's filter leaves; absent = it leaves all. */
  readonly shownCounts?: readonly number[];
  /** Rows are missing that are being computed; `datasetChanged` says when they are there. */
  readonly incomplete?: true;
}
