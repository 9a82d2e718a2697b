import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { throwIfAborted } from '../common/errors';
import { makeOutputFolder } from '../dataset/atomicFile';
import type { Row } from '../dataset/conversation';
import type { BatchWork } from './batchWork';
import type { BatchLimits } from './limits';
import { isRequestFileName, RequestFiles } from './requestFiles';
import type { ExportedRequests } from '../protocol/batch';

export interface BatchRun {
  /** The dataset's rows, in any pieces. */
  readonly rows: AsyncIterable<readonly Row[]>;
  readonly signal?: AbortSignal | undefined;
  /** Told of every piece: rows done so far. */
  readonly onProgress?: (rows: number) => void;
}

/** Writes what the cache does not know into files of requests. What an earlier, unfinished export left is removed. */
export async function exportRequests(
  folder: string,
  work: BatchWork,
  limits: BatchLimits,
  run: BatchRun,
): Promise<ExportedRequests> {
  await makeOutputFolder(folder);
  for (const name of await readdir(folder)) if (isRequestFileName(name)) await rm(path.join(folder, name));
  const files = new RequestFiles(folder, limits);
  const counts = { rows: 0, rowsAsking: 0 };
  try {
    let done = 0;
    for await (const rows of run.rows) {
      throwIfAborted(run.signal);
      for (const row of rows) await exportRow(row, work, files, counts);
      run.onProgress?.((done += rows.length));
    }
    if (counts.rowsAsking > 0 && work.reference !== undefined) await files.add(work.reference.request);
    const finished = await files.finish();
    return { files: finished, requests: finished.reduce((sum, { requests }) => sum + requests, 0), ...counts };
  } finally {
    await files.abandon();
  }
}

async function exportRow(
  row: Row,
  work: BatchWork,
  files: RequestFiles,
  counts: { rows: number; rowsAsking: number },
): Promise<void> {
  if (row.problem !== undefined) return;
  counts.rows++;
  const requests = work.missing(row);
  if (requests.length > 0) counts.rowsAsking++;
  for (const request of requests) await files.add(request);
}
