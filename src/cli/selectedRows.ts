import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findKeptRun, keptRuns } from '../dataset/keptRuns';
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
 * The rows of a selection by rank: of a run that is kept of the dataset, from a report, or from the file that a manifest
 * lies beside.
 * @param dataset path of the file
 * @param run the name of a kept run, or a path
 * @throws DeitaError `usage` for what is none of these
 */
export async function readRun(dataset: string, run: string): Promise<NamedRun | WrittenRun> {
  const kept = await findKeptRun(dataset, run);
  return kept === undefined ? readRunFile(dataset, run) : { ...(await readRunFile(dataset, kept.file)), name: run };
}

async function readRunFile(dataset: string, run: string): Promise<NamedRun | WrittenRun> {
  const document = await readJson(dataset, run);
  const name = path.basename(run).replace(MANIFEST_ENDING, '');
  if ('rows' in document && isRowList(document.rows)) return { name, selectedRows: rowsByRank(document.rows) };
  if (run.endsWith(MANIFEST_ENDING) && 'output' in document) {
    return { name, rowsFile: path.resolve(run.slice(0, -MANIFEST_ENDING.length)) };
  }
  throw usageError(`${run} is neither a report of deita select nor a manifest.`);
}

async function readJson(dataset: string, file: string): Promise<object> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw await noRun(dataset, file);
  }
  throw usageError(`${file} is neither a report of deita select nor a manifest.`);
}

async function noRun(dataset: string, run: string): Promise<Error> {
  const names = (await keptRuns(dataset)).map(({ name }) => `"${name}"`).join(', ');
  const kept = names === '' ? 'no runs are kept' : `these runs are kept: ${names}`;
  return usageError(`There is no run ${run}. Of ${path.basename(dataset)} ${kept}.`);
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
