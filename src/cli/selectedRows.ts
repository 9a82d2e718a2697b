import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isObject } from '../dataset/formats/format';
import type { NamedRun, WrittenRun } from '../protocol/comparison';
import { usageError } from './values';

const MANIFEST_ENDING = '.deita.json';

/** A row as a report has it. */
interface ReportedRow {
  readonly rowIndex: number;
  readonly rank?: number;
}

/**
 * The rows of a selection by rank: from its report, or the file that its manifest lies beside.
 * @throws DeitaError `usage` for what is neither
 */
export async function readRun(run: string): Promise<NamedRun | WrittenRun> {
  const document = await readJson(run);
  const name = path.basename(run).replace(MANIFEST_ENDING, '');
  if ('rows' in document && isRowList(document.rows)) return { name, selectedRows: rowsByRank(document.rows) };
  if (run.endsWith(MANIFEST_ENDING) && 'output' in document) {
    return { name, rowsFile: path.resolve(run.slice(0, -MANIFEST_ENDING.length)) };
  }
  throw usageError(`${run} is neither a report of deita select nor a manifest.`);
}

async function readJson(file: string): Promise<object> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw usageError(`There is no run ${file}.`);
  }
  throw usageError(`${file} is neither a report of deita select nor a manifest.`);
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

function rowsByRank(rows: readonly ReportedRow[]): number[] {
  return rows
    .flatMap(({ rowIndex, rank }) => (rank === undefined ? [] : [{ rowIndex, rank }]))
    .sort((a, b) => a.rank - b.rank)
    .map(({ rowIndex }) => rowIndex);
}
