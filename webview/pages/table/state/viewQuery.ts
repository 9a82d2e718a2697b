import * as l10n from '@vscode/l10n';
import type { DatasetInfo } from '../../../../src/protocol/dataset';
import { hasGroups, type GroupRows } from '../../../../src/protocol/nearDuplicates';
import type { DecisionFilter, SortColumn, ViewQuery } from '../../../../src/protocol/views';
import {
  addedName,
  COLUMN_SIGNALS,
  isAddedColumn,
  type AddedColumn,
  type HistogramSignalId,
} from '../../../../src/protocol/signals';
import type { RowStatus } from '../../../../src/selection/types';
import { formatCount } from '../../../../src/wording/numbers';

/** Columns whose first click sorts the largest first: that is what one looks for in scores. */
const LARGEST_FIRST: ReadonlySet<SortColumn> = new Set<SortColumn>([...COLUMN_SIGNALS, 'nearDuplicate']);

/** Sort after a click on a header: first direction, other direction, back to file order. */
export function toggleSort(query: ViewQuery, column: SortColumn): ViewQuery {
  const firstDescending = LARGEST_FIRST.has(column) || isAddedColumn(column);
  const { sort } = query;
  if (sort?.column !== column) return { ...query, sort: { column, descending: firstDescending } };
  if (sort.descending === firstDescending) return { ...query, sort: { column, descending: !firstDescending } };
  return omit(query, 'sort');
}

/** Rows of a status alone, or beside those of others that are shown already; all rows again where it was the only one. */
export function toggleStatus(query: ViewQuery, status: RowStatus): ViewQuery {
  const shown = query.statuses ?? [];
  const statuses = shown.includes(status) ? shown.filter((each) => each !== status) : [...shown, status];
  return statuses.length === 0 ? omit(query, 'statuses') : { ...query, statuses };
}

/** Rows of which this is decided alone, or beside others; all rows again where it was the only one. */
export function toggleDecided(query: ViewQuery, filter: DecisionFilter): ViewQuery {
  const shown = query.decided ?? [];
  const decided = shown.includes(filter) ? shown.filter((each) => each !== filter) : [...shown, filter];
  return decided.length === 0 ? omit(query, 'decided') : { ...query, decided };
}

export function withBadRows(query: ViewQuery, alone: boolean): ViewQuery {
  return alone ? { ...query, badRows: true } : omit(query, 'badRows');
}

export function withText(query: ViewQuery, text: string): ViewQuery {
  return text === '' ? omit(query, 'text') : { ...query, text };
}

/** How the text is looked for. */
export type FindSwitch = 'regex' | 'matchCase' | 'wholeWord';

export function withFindSwitch(query: ViewQuery, name: FindSwitch, isOn: boolean): ViewQuery {
  return isOn ? { ...query, [name]: true } : omit(query, name);
}

export function withRange(
  query: ViewQuery,
  signal: HistogramSignalId | AddedColumn,
  range: readonly [number, number] | null,
): ViewQuery {
  const ranges = omit(query.ranges ?? {}, signal);
  const changed = range === null ? ranges : { ...ranges, [signal]: range };
  return Object.keys(changed).length === 0 ? omit(query, 'ranges') : { ...query, ranges: changed };
}

/** Rows with this value of an added signal alone, or beside others; all rows again where it was the only one. */
export function toggleValue(query: ViewQuery, column: AddedColumn, value: string): ViewQuery {
  const shown = query.values?.[column] ?? [];
  const wanted = shown.includes(value) ? shown.filter((each) => each !== value) : [...shown, value];
  const others = omit(query.values ?? {}, column);
  const values = wanted.length === 0 ? others : { ...others, [column]: wanted };
  return Object.keys(values).length === 0 ? omit(query, 'values') : { ...query, values };
}

/** The rows of a group of near-duplicates. */
export function groupRows(group: number): GroupRows {
  return { name: l10n.t('Group {0}', formatCount(group)), group };
}

/** The rows of a group of near-duplicates alone, among those that other filters leave; all of these again where it was on. */
export function toggleGroup(query: ViewQuery, group: number): ViewQuery {
  return groupOf(query) === group ? omit(query, 'rowSet') : { ...query, rowSet: groupRows(group) };
}

function groupOf({ rowSet }: ViewQuery): number | undefined {
  return rowSet !== undefined && 'group' in rowSet ? rowSet.group : undefined;
}

/**
 * Without order and filters by added signals and groups that are not there (any more): no row would pass, and nothing said
 * why.
 */
export function withColumnsOf(query: ViewQuery, info: Pick<DatasetInfo, 'signals' | 'nearDuplicates'>): ViewQuery {
  const { signals = [] } = info;
  const isThere = (column: string): boolean => {
    if (isAddedColumn(column)) return signals.some(({ name }) => name === addedName(column));
    return column !== 'group' || hasGroups(info);
  };
  const sorted = query.sort === undefined || isThere(query.sort.column) ? query : omit(query, 'sort');
  const grouped = groupOf(sorted) === undefined || hasGroups(info) ? sorted : omit(sorted, 'rowSet');
  return onlyOf(onlyOf(grouped, 'ranges', isThere), 'values', isThere);
}

function onlyOf(query: ViewQuery, filter: 'ranges' | 'values', isWanted: (column: string) => boolean): ViewQuery {
  const all = Object.entries(query[filter] ?? {});
  const wanted = all.filter(([column]) => isWanted(column));
  if (wanted.length === all.length) return query;
  return wanted.length === 0 ? omit(query, filter) : { ...query, [filter]: Object.fromEntries(wanted) };
}

/** The rows of a new selection first, by rank; an order that the user chose stays. */
export function byRank(query: ViewQuery): ViewQuery {
  return query.sort === undefined ? { ...query, sort: { column: 'status', descending: false } } : query;
}

/** Rows that were picked elsewhere alone, in their own order if they have one, else in the order that there is. */
export function withRowSet(query: ViewQuery, rowSet: NonNullable<ViewQuery['rowSet']>): ViewQuery {
  return 'rows' in rowSet && rowSet.isRanked === true ? { rowSet } : { ...withoutFilters(query), rowSet };
}

/** The indexes of rows that were picked elsewhere and are shown alone; empty where none were. */
export function pickedRows({ rowSet }: ViewQuery): readonly number[] {
  return rowSet !== undefined && 'rows' in rowSet ? rowSet.rows : [];
}

/** The same picked rows under the indexes that they have now. */
export function withPickedRows(query: ViewQuery, rows: readonly number[]): ViewQuery {
  const { rowSet } = query;
  return rowSet === undefined || !('rows' in rowSet) ? query : { ...query, rowSet: { ...rowSet, rows } };
}

/** Not picked rows alone (any more): nobody knows which rows they are now. */
export function withoutPickedRows(query: ViewQuery): ViewQuery {
  return query.rowSet !== undefined && 'rows' in query.rowSet ? omit(query, 'rowSet') : query;
}

/** The same rows in file order. */
export function withoutSort(query: ViewQuery): ViewQuery {
  return omit(query, 'sort');
}

/** The same order over all rows. */
export function withoutFilters(query: ViewQuery): ViewQuery {
  return query.sort === undefined ? {} : { sort: query.sort };
}

export function isFiltered(query: ViewQuery): boolean {
  return (
    query.statuses !== undefined ||
    query.badRows !== undefined ||
    query.decided !== undefined ||
    query.text !== undefined ||
    query.ranges !== undefined ||
    query.values !== undefined ||
    query.rowSet !== undefined
  );
}

function omit<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const rest = { ...value };
  Reflect.deleteProperty(rest, key);
  return rest;
}
