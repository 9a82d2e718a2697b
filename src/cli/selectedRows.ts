import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseJson } from '../dataset/formats/format';
import { findKeptRun, keptRuns } from '../dataset/keptRuns';
import type { NamedRun, WrittenRun } from '../protocol/comparison';
import { rowsOfManifest } from '../protocol/manifest';
import { reportedRowCount, reportedRows } from '../protocol/reportedRows';
import { reportedRun, type ReportedRun } from '../protocol/reportedRun';
import { usageError } from './values';

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
  const rowsFile = rowsOfManifest(run);
  const name = path.basename(rowsFile ?? run);
  const selectedRows = reportedRows(document);
  if (selectedRows !== undefined) {
    const ofRows = reportedRowCount(document);
    return { name, selectedRows, ...(ofRows === undefined ? {} : { ofRows }) };
  }
  if (rowsFile !== undefined && 'output' in document) return { name, rowsFile: path.resolve(rowsFile) };
  throw usageError(`${run} is neither a report of deita select nor a manifest.`);
}

/** What a run's report or manifest says of how it was made. @throws DeitaError `usage` as `readRun` */
export async function readMade(dataset: string, run: string): Promise<ReportedRun> {
  const kept = await findKeptRun(dataset, run);
  const name = kept === undefined ? path.basename(rowsOfManifest(run) ?? run) : run;
  return reportedRun(name, await readJson(dataset, kept?.file ?? run));
}

async function readJson(dataset: string, file: string): Promise<object> {
  try {
    const value: unknown = parseJson(await readFile(file, 'utf8'));
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
