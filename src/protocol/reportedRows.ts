import { isObject } from '../dataset/formats/format';

/** A row as a report has it. */
interface ReportedRow {
  readonly rowIndex: number;
  readonly rank?: number;
}

/** The rows that a report says were selected, by rank; undefined for what is no report. */
export function reportedRows(document: unknown): readonly number[] | undefined {
  if (!isObject(document) || !isRowList(document.rows)) return undefined;
  return document.rows
    .flatMap(({ rowIndex, rank }) => (rank === undefined ? [] : [{ rowIndex, rank }]))
    .sort((a, b) => a.rank - b.rank)
    .map(({ rowIndex }) => rowIndex);
}

/** How many rows the dataset of a report had; undefined where it does not say. */
export function reportedRowCount(document: object): number | undefined {
  const rows = isObject(document) && isObject(document.counts) ? document.counts.rows : undefined;
  return isCount(rows) ? (rows as number) : undefined;
}

/** Whether they are rows of a report, each of the dataset's at most once. */
function isRowList(rows: unknown): rows is readonly ReportedRow[] {
  if (!Array.isArray(rows) || !rows.every(isReportedRow)) return false;
  return new Set(rows.map(({ rowIndex }) => rowIndex)).size === rows.length;
}

function isReportedRow(row: unknown): row is ReportedRow {
  if (!isObject(row)) return false;
  const { rowIndex, rank } = row;
  return isCount(rowIndex) && (rank === undefined || isCount(rank));
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
