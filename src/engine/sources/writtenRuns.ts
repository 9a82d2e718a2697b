import { createHash } from 'node:crypto';
import type { Dataset } from '../../dataset/dataset';
import { fault } from '../../messages/say';
import type { AskedRun, NamedRun } from '../../protocol/comparison';
import type { CacheStore } from '../../storage/cacheStore';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { readSourcesInPieces, rowRange } from '../rows/rowReader';
import { withDataset } from './withDataset';

type Signal = JobContext['signal'];

/**
 * Runs by the rows that they selected. Of equal rows a file's first is the dataset's first, as a selection takes them.
 * @param open indexed to its end; files of rows are read as it is
 * @throws DeitaError `usage` for a report of another dataset, a file with a row that the dataset has not, or without the selection that is asked for, `cancelled`, and what opening it throws
 */
export async function runsByRows(
  runs: readonly AskedRun[],
  open: Pick<OpenDataset, 'dataset' | 'fields' | 'results'>,
  { scratch }: Pick<CacheStore, 'scratch'>,
  signal: Signal,
): Promise<NamedRun[]> {
  const { dataset: pool, fields, results } = open;
  let poolDigests: readonly string[] | undefined;
  const found: NamedRun[] = [];
  for (const run of runs) {
    if ('selectedRows' in run) {
      assertOfPool(run, pool.rowCount);
      found.push(run);
    } else if ('isCurrent' in run) {
      if (results.selection === null) throw fault('noSelectionToCompare');
      found.push({ name: run.name, selectedRows: [...results.selection.outcome.selectedRows] });
    } else {
      poolDigests ??= await digestsOf(pool, signal);
      const written = await withDataset(run.rowsFile, scratch, { signal, fields }, (rows) => digestsOf(rows, signal));
      const selectedRows = rowsFound(poolDigests, written);
      if (selectedRows === undefined) throw fault('rowNotInPool', { file: run.rowsFile, pool: pool.path });
      found.push({ name: run.name, selectedRows });
    }
  }
  return found;
}

/** Row indexes say nothing about another dataset. @throws DeitaError `usage` */
function assertOfPool({ name, ofRows }: NamedRun, rows: number): void {
  if (ofRows !== undefined && ofRows !== rows) {
    throw fault('runOfOtherRows', { name, rows: ofRows, dataset: rows });
  }
}

/** @returns undefined where one of the rows is not in the pool */
function rowsFound(pool: readonly string[], digests: readonly string[]): number[] | undefined {
  const places = new Map<string, number[]>();
  pool.forEach((digest, rowIndex) => {
    const known = places.get(digest);
    if (known === undefined) places.set(digest, [rowIndex]);
    else known.push(rowIndex);
  });
  const rows = digests.map((digest) => places.get(digest)?.shift());
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

async function digestsOf(dataset: Dataset, signal: Signal): Promise<string[]> {
  const digests: string[] = [];
  for await (const sources of readSourcesInPieces(dataset, rowRange(0, dataset.rowCount), { signal })) {
    for (const { bytes } of sources) digests.push(createHash('sha256').update(bytes).digest('base64'));
  }
  return digests;
}
