import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { parsedJson } from '../../dataset/formats/format';
import { keptRun, keptRuns } from '../../dataset/keptRuns';
import { fault } from '../../messages/say';
import type { AskedRun } from '../../protocol/comparison';
import type { ComparableRun } from '../../protocol/pages/selectionsPage';
import { reportedRows } from '../../protocol/reportedRows';
import type { DatasetSession } from '../datasets/datasetSession';

/** What of a session says which runs there are. */
export type RunSession = Pick<DatasetSession, 'uri' | 'info'>;

/** The selection that the table shows, if there is one, and the runs that are kept of its dataset. */
export async function comparableRuns({ uri, info }: RunSession): Promise<ComparableRun[]> {
  const kept = (await keptRuns(uri.fsPath)).map(({ name }) => ({ name, isCurrent: false }));
  const current = { name: l10n.t('current selection'), isCurrent: true };
  // A kept run may be called the same: it is the one that was named.
  return info.selection === null || kept.some(({ name }) => name === current.name) ? kept : [current, ...kept];
}

/**
 * Runs as the engine takes them, by their names.
 * @throws DeitaError `usage` for one that is not there, or no report any more
 */
export async function askedRuns(session: RunSession, names: readonly string[]): Promise<AskedRun[]> {
  const runs = await comparableRuns(session);
  return Promise.all(
    names.map(async (name): Promise<AskedRun> => {
      const run = runs.find((each) => each.name === name);
      if (run === undefined) throw fault('noRunToCompare', { name });
      return run.isCurrent ? { name, isCurrent: true } : readKept(session.uri.fsPath, name);
    }),
  );
}

async function readKept(dataset: string, name: string): Promise<AskedRun> {
  const { file } = keptRun(dataset, name);
  const selectedRows = reportedRows(parsedJson(await readFile(file, 'utf8')));
  if (selectedRows === undefined) throw fault('noKeptReport', { file });
  return { name, selectedRows };
}
