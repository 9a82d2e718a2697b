import { open } from 'node:fs/promises';
import path from 'node:path';
import { fileExists } from '../common/fileExists';
import { isObject } from '../dataset/formats/format';
import { readJsonFile } from '../dataset/jsonFile';
import { findKeptRun } from '../dataset/keptRuns';
import { say } from '../messages/say';
import type { BaselinePool, RowsOfFile } from '../protocol/fineTuning';
import { manifestOf, rowsOfManifest } from '../protocol/manifest';
import { reportedRows } from '../protocol/reportedRows';
import type { Session } from './command';
import { textOption, usageError } from './values';

/** What is trained on, and what its baselines are drawn from; null = there are to be none. */
export interface TrainingSource {
  readonly selection: RowsOfFile;
  readonly pool: BaselinePool | null;
}

const NO_POOL = 'Name it with --pool FILE, or leave baselines out with --no-baselines.';

/**
 * What a selection is: a file of rows, the manifest beside one, a report, or the name of a run that is kept of `--pool`.
 * @throws DeitaError `usage` where baselines have no pool, and for a report without its dataset; `fileUnreadable`
 */
export async function trainingSource({ file, values }: Pick<Session, 'file' | 'values'>): Promise<TrainingSource> {
  const given = textOption(values, 'pool');
  const named = given === undefined ? undefined : path.resolve(given);
  const isAlone = values['no-baselines'] === true;
  const kept = named === undefined || (await fileExists(file)) ? undefined : await findKeptRun(named, file);
  const report = kept?.file ?? ((await isReport(file)) ? path.resolve(file) : undefined);
  if (report !== undefined) {
    const dataset = named ?? (await datasetOfReport(report));
    const madeOf = contentIn((await readDocument(report))?.source);
    const selection = { path: dataset, rowIndexes: await rowsOf(report), madeOf };
    return { selection, pool: isAlone ? null : { path: dataset } };
  }
  const rows = path.resolve(rowsOfManifest(file) ?? file);
  if (isAlone) return { selection: { path: rows }, pool: null };
  if (named !== undefined) return { selection: { path: rows }, pool: { path: named } };
  const madeOf = contentIn((await readDocument(manifestOf(rows)))?.output);
  return { selection: { path: rows, madeOf }, pool: await poolOfManifest(rows) };
}

/** Reports begin with what the selection was made by. */
async function isReport(file: string): Promise<boolean> {
  if (!file.endsWith('.json') || rowsOfManifest(file) !== undefined || !(await fileExists(file))) return false;
  const handle = await open(file);
  try {
    const start = '{"parameters":';
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(start.length), 0, start.length, 0);
    return buffer.toString('latin1', 0, bytesRead) === start;
  } finally {
    await handle.close();
  }
}

async function rowsOf(report: string): Promise<readonly number[]> {
  const rows = reportedRows(await readDocument(report));
  if (rows === undefined) throw usageError(`${report} is no report of a selection.`);
  return rows;
}

/** A kept run lies in `NAME.deita/runs` beside its dataset, other reports where somebody wanted them. */
async function datasetOfReport(report: string): Promise<string> {
  const name = sourceName(await readDocument(report));
  const folder = path.dirname(report);
  const found = name === undefined ? undefined : await firstThere(name, [path.dirname(path.dirname(folder)), folder]);
  if (found !== undefined) return found;
  throw usageError(`The dataset of ${report} is not where it was. Name it with --pool FILE.`);
}

async function poolOfManifest(rows: string): Promise<BaselinePool> {
  const file = manifestOf(rows);
  const manifest = await readDocument(file);
  const name = sourceName(manifest);
  if (name === undefined) throw usageError(`The pool that ${rows} was selected from is not known. ${NO_POOL}`);
  const folder = path.dirname(rows);
  const { path: way, sha256 } = isObject(manifest?.source) ? manifest.source : {};
  const ways = typeof way === 'string' ? [path.resolve(folder, path.dirname(way))] : [];
  const found = await firstThere(name, [...ways, folder, path.dirname(folder), process.cwd()]);
  if (found === undefined) throw usageError(`The pool ${name} is not where ${file} says. ${NO_POOL}`);
  return { path: found, ...(typeof sha256 === 'string' ? { sha256 } : {}) };
}

/** A manifest or a report; undefined when it is not there. @throws DeitaError `fileUnreadable` */
function readDocument(file: string): Promise<Record<string, unknown> | undefined> {
  return readJsonFile(file, isObject, say('exportAgain'));
}

/** What a document says of the content of a file. */
function contentIn(facts: unknown): NonNullable<RowsOfFile['madeOf']> {
  const { bytes, sha256 } = isObject(facts) ? facts : {};
  return {
    ...(typeof bytes === 'number' ? { bytes } : {}),
    ...(typeof sha256 === 'string' ? { sha256 } : {}),
  };
}

function sourceName(document: Record<string, unknown> | undefined): string | undefined {
  const source = isObject(document?.source) ? document.source : {};
  return typeof source.file === 'string' ? path.basename(source.file) : undefined;
}

async function firstThere(name: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const file = path.resolve(folder, name);
    if (await fileExists(file)) return file;
  }
  return undefined;
}
