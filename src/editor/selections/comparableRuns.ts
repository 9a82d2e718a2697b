import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { parsedJson } from '../../dataset/formats/format';
import { keptRun, keptRuns } from '../../dataset/keptRuns';
import { fault } from '../../messages/say';
import type { AskedRun } from '../../protocol/comparison';
import type { ComparableRun } from '../../protocol/pages/selectionsPage';
import { reportedRun, type ReportedRun } from '../../protocol/reportedRun';
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

/** A run as the engine takes it, and what is known of how it was made. */
export interface RunToCompare {
  readonly asked: AskedRun;
  readonly made: ReportedRun;
}

/**
 * Runs by their names.
 * @throws DeitaError `usage` for one that is not there, or no report any more
 */
export async function askedRuns(session: RunSession, names: readonly string[]): Promise<RunToCompare[]> {
  const runs = await comparableRuns(session);
  return Promise.all(
    names.map(async (name): Promise<RunToCompare> => {
      const run = runs.find((each) => each.name === name);
      if (run === undefined) throw fault('noRunToCompare', { name });
      if (!run.isCurrent) return readKept(session.uri.fsPath, name);
      return { asked: { name, isCurrent: true }, made: reportedRun(name, { selection: session.info.selection }) };
    }),
  );
}

async function readKept(dataset: string, name: string): Promise<RunToCompare> {
  const { file } = keptRun(dataset, name);
  const document = parsedJson(await readFile(file, 'utf8'));
  const selectedRows = reportedRows(document);
  if (selectedRows === undefined) throw fault('noKeptReport', { file });
  return { asked: { name, selectedRows }, made: reportedRun(name, document) };
}
