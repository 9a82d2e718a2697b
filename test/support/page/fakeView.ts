import type { FoundIn } from '../../../src/protocol/findScope';
import type { MovedRows, MovedRowsRequest } from '../../../src/protocol/movedRows';
import type { SortColumn, ViewInfo, ViewQuery } from '../../../src/protocol/views';
import { HISTOGRAM_SIGNALS, isAddedColumn } from '../../../src/protocol/signals';
import { STATUSES } from '../../../src/selection/types';
import { turnMessages } from '../../../src/wording/rowMessages';
import { soughtText, type SoughtText } from '../../../webview/pages/table/find/soughtText';
import type { FakeDataset } from './fakeDataset';

/** Row indexes in view order. */
export function viewOf(dataset: FakeDataset, query: ViewQuery): Uint32Array {
  const rows = Uint32Array.from({ length: dataset.rowCount }, (_, row) => row).filter(filterOf(dataset, query));
  const { sort } = query;
  if (sort === undefined) return rows;
  const key = sortKey(dataset, sort.column);
  const direction = sort.descending ? -1 : 1;
  return rows.sort((a, b) => direction * compare(key(a), key(b)) || a - b);
}

export function infoOf(rows: Uint32Array): ViewInfo {
  return { rowCount: rows.length, order: String(rows.reduce((hash, row) => (Math.imul(hash, 31) + row) | 0, 0)) };
}

/** What the file is said to hold once rows have moved. */
export const MOVED = 'moved';

/** @param by how many rows were put above the others; undefined = nobody knows */
export function movedRows({ rowIndexes, positions }: MovedRowsRequest, by: number | undefined): MovedRows | null {
  if (by === undefined) return null;
  return {
    contents: MOVED,
    rows: rowIndexes.map((was) => ({ was, rowIndex: was + by })),
    positions: positions.map(([first, end]) => [first + by, end + by] as const),
  };
}

/** Where the text of a query stands in rows that have it; undefined where it asks for one part alone, or for none. */
export function foundIn(dataset: FakeDataset, query: ViewQuery, rows: Uint32Array): FoundIn | undefined {
  const sought = soughtText(query);
  if (sought?.scope.kind !== 'texts') return undefined;
  const response = rows.filter((row) => sought.finder.test(dataset.responsePreview(row))).length;
  return { instruction: rows.length, response, system: 0, badRow: 0 };
}

function filterOf(
  dataset: FakeDataset,
  { statuses, badRows, decided = [], text, regex, matchCase, wholeWord, ranges, rowSet }: ViewQuery,
): (row: number) => boolean {
  const sought = soughtText({
    ...(text === undefined ? {} : { text }),
    ...(regex && { regex }),
    ...(matchCase && { matchCase }),
    ...(wholeWord && { wholeWord }),
  });
  const signals = HISTOGRAM_SIGNALS.filter((signal) => ranges?.[signal] !== undefined);
  return (row) => {
    const status = dataset.status(row);
    if (statuses !== undefined && statuses.length > 0 && (status === undefined || !statuses.includes(status)))
      return false;
    if (rowSet !== undefined && 'rows' in rowSet && !rowSet.rows.includes(row)) return false;
    if (rowSet !== undefined && 'group' in rowSet && dataset.groups.of(row).group?.number !== rowSet.group)
      return false;
    if (!dataset.decisions.passes(row, decided)) return false;
    if (badRows === true && !dataset.isBad(row)) return false;
    if (sought !== null && !isFound(dataset, row, sought)) return false;
    return signals.every((signal) => {
      const [low, high] = ranges?.[signal] ?? [0, 0];
      const value = dataset.valueOf(signal, row);
      return value >= low && value <= high;
    });
  };
}

function isFound(dataset: FakeDataset, row: number, { scope, isRoleAlone, finder }: SoughtText): boolean {
  return textsOf(dataset, row, scope).some((one) => isRoleAlone || finder.test(one));
}

/** Of the instruction alone, unless the responses or the messages of a role are asked for. */
function textsOf(dataset: FakeDataset, row: number, scope: SoughtText['scope']): string[] {
  const { turns } = dataset.detail(row);
  if (scope.kind === 'response') return turns.map(({ response }) => response);
  if (scope.kind !== 'role') return [dataset.preview(row)];
  return turns
    .flatMap(turnMessages)
    .filter(({ role }) => scope.roles.includes(role))
    .map(({ text }) => text);
}

function sortKey(dataset: FakeDataset, column: SortColumn): (row: number) => number | string {
  switch (column) {
    case 'line':
    case 'rowNumber':
      return (row) => row;
    case 'decision':
      return (row) => ({ keep: 0, drop: 1, none: 2 })[dataset.decisions.of(row).verdict ?? 'none'];
    case 'status':
      return (row) => STATUSES.indexOf(dataset.status(row) ?? 'unscored') * 1e9 + (dataset.ranks[row] ?? 0);
    case 'turns':
      return (row) => dataset.turnCount(row);
    case 'estimatedTokens':
      return (row) => dataset.tokens(row);
    case 'instruction':
      return (row) => dataset.preview(row);
    case 'response':
      return (row) => dataset.responsePreview(row);
    case 'nearDuplicate':
      return (row) => (dataset.status(row) === 'nearDuplicate' ? (dataset.similarity[row] ?? -1) : -1);
    case 'group':
      return (row) => dataset.groups.of(row).group?.number ?? Infinity;
    default:
      return (row) => (dataset.isBad(row) || isAddedColumn(column) ? -1 : dataset.valueOf(column, row));
  }
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
