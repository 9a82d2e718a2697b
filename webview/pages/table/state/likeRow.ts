import type { RowDetail } from '../../../../src/protocol/dataset';
import type { SortColumn, ViewQuery } from '../../../../src/protocol/views';
import { addedName, COLUMN_SIGNALS, isAddedColumn, type SignalValue } from '../../../../src/protocol/signals';
import { formatSignalValue } from '../../../../src/wording/signalTexts';
import { groupRows } from './viewQuery';

/**
 * Rows alone that have in a column what a row has there, beside the other filters.
 * @returns null for columns of numbers and texts, which no value filters, and where the row has nothing
 */
export function likeRow(query: ViewQuery, column: SortColumn, row: RowDetail): ViewQuery | null {
  if (column === 'status') return row.status === undefined ? null : { ...query, statuses: [row.status] };
  if (column === 'decision') return { ...query, decided: [row.marks?.verdict ?? 'undecided'] };
  if (column === 'group') return row.group === undefined ? null : { ...query, rowSet: groupRows(row.group.number) };
  if (!isAddedColumn(column)) return null;
  const values = categories(row.added?.[addedName(column)]);
  return values.length === 0 ? null : { ...query, values: { ...query.values, [column]: values } };
}

/** Whether there can be rows like another one in a column. */
export function hasValues(column: SortColumn): boolean {
  return column === 'status' || column === 'decision' || column === 'group' || isAddedColumn(column);
}

/** As filters name them; a number is none. */
function categories(value: SignalValue | undefined): readonly string[] {
  if (value === undefined || typeof value === 'number') return [];
  return typeof value === 'object' ? value.map(String) : [String(value)];
}

/** What a row has in a column, for the clipboard: texts whole, numbers with all their digits; empty = nothing. */
export function plainText(column: SortColumn, row: RowDetail): string {
  if (isAddedColumn(column)) return plainValue(row.added?.[addedName(column)]);
  const signal = COLUMN_SIGNALS.find((id) => id === column);
  if (signal !== undefined) return String(row.values[signal] ?? '');
  const [turn] = row.turns;
  switch (column) {
    case 'line':
      return String(row.lineNumber);
    case 'rowNumber':
      return String(row.rowIndex + 1);
    case 'decision':
      return [row.marks?.verdict, row.marks?.note, ...(row.marks?.tags ?? [])].filter(Boolean).join(', ');
    case 'status':
      return row.status ?? '';
    case 'instruction':
      return turn?.instruction ?? row.excerpt ?? '';
    case 'response':
      return turn?.response ?? '';
    case 'nearDuplicate':
      return String(row.nearDuplicateOf?.lineNumber ?? '');
    case 'group':
      return String(row.group?.number ?? '');
    default:
      return '';
  }
}

function plainValue(value: SignalValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'number' ? String(value) : formatSignalValue(value);
}
