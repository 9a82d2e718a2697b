import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Dataset } from '../dataset/dataset';
import { isObject } from '../dataset/formats/format';
import type { NamedRun } from '../protocol/comparison';
import { usageError } from './values';

const MANIFEST_ENDING = '.deita.json';
/** Rows read at once. */
const ROWS_AT_ONCE = 1024;

/** A row as a report has it. */
interface ReportedRow {
  readonly rowIndex: number;
  readonly rank?: number;
}

/**
 * The rows of a selection by rank: from its report, or from its manifest and the rows written beside it, which are found in
 * the dataset by their bytes.
 * @throws DeitaError `usage` for what is neither, or holds what is not in the dataset
 */
export async function readRun(run: string, datasetFile: string): Promise<NamedRun> {
  const document = await readJson(run);
  const name = path.basename(run).replace(MANIFEST_ENDING, '');
  if ('rows' in document && isRowList(document.rows)) return { name, selectedRows: rowsByRank(document.rows) };
  if (run.endsWith(MANIFEST_ENDING) && 'output' in document) {
    return { name, selectedRows: await rowsFound(run.slice(0, -MANIFEST_ENDING.length), datasetFile) };
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

/** Of equal rows the first that is left, as a selection takes them. */
async function rowsFound(output: string, datasetFile: string): Promise<number[]> {
  const places = new Map<string, number[]>();
  for (const [rowIndex, digest] of (await digestsOf(path.resolve(datasetFile))).entries()) {
    places.set(digest, [...(places.get(digest) ?? []), rowIndex]);
  }
  return (await digestsOf(path.resolve(output))).map((digest) => {
    const rowIndex = places.get(digest)?.shift();
    if (rowIndex === undefined) throw usageError(`${output} holds a row that is not in ${datasetFile}.`);
    return rowIndex;
  });
}

async function digestsOf(file: string): Promise<string[]> {
  const dataset = await Dataset.open(file);
  try {
    await dataset.indexed;
    const digests: string[] = [];
    for (let start = 0; start < dataset.rowCount; start += ROWS_AT_ONCE) {
      const length = Math.min(ROWS_AT_ONCE, dataset.rowCount - start);
      for (const bytes of await dataset.readSources(Uint32Array.from({ length }, (_, at) => start + at))) {
        digests.push(createHash('sha256').update(bytes).digest('base64'));
      }
    }
    return digests;
  } finally {
    await dataset.close();
  }
}
