import { isDeepStrictEqual } from 'node:util';
import type * as vscode from 'vscode';
import { keptRuns, type KeptRun } from '../../dataset/keptRuns';
import type { DatasetSession } from '../datasets/datasetSession';
import { readRunHead, type RunHead } from './runHead';

/** An entry of the list of runs. It stays the same object while what it says changes: by that VS Code knows it. */
export type ListedNode = ListedDataset | ListedRun;

export interface ListedDataset {
  readonly dataset: vscode.Uri;
  runs: readonly ListedRun[];
}

/** What the commands of the list's menus are given. */
export interface ChosenRun {
  readonly dataset: vscode.Uri;
  readonly run: KeptRun;
}

export interface ListedRun extends ChosenRun {
  head: RunHead;
  /** Whether its selection is the one that the dataset shows. */
  isShown: boolean;
}

export function isRunNode(value: unknown): value is ChosenRun {
  return typeof value === 'object' && value !== null && 'run' in value && 'dataset' in value;
}

/** An open dataset, as far as the list goes. */
export type OpenDataset = Pick<DatasetSession, 'uri' | 'info'>;

/** The datasets of which runs are kept, as they are on disk now. */
export async function readListedRuns(sessions: readonly OpenDataset[]): Promise<ListedDataset[]> {
  const listed = await Promise.all(sessions.map(readDataset));
  return listed.filter(({ runs }) => runs.length > 0);
}

async function readDataset(session: OpenDataset): Promise<ListedDataset> {
  const dataset = session.uri;
  const kept = await keptRuns(dataset.fsPath);
  const heads = await Promise.all(kept.map(readRunHead));
  const shown = session.info.selection?.finishedAt;
  const runs = kept.map((run, at): ListedRun => {
    const head = heads[at] ?? { lines: [] };
    return { dataset, run, head, isShown: shown !== undefined && head.finishedAt === shown };
  });
  return { dataset, runs };
}

/**
 * Brings entries up to what was read.
 * @returns those that say something else now, a dataset where it has other runs; undefined where the datasets themselves
 * are others, which the entries then are not brought up to
 */
export function bringUpToDate(
  listed: readonly ListedDataset[],
  read: readonly ListedDataset[],
): ListedNode[] | undefined {
  if (!isDeepStrictEqual(listed.map(addressOf), read.map(addressOf))) return undefined;
  return listed.flatMap((dataset, at) => changesOf(dataset, read[at]?.runs ?? []));
}

function changesOf(dataset: ListedDataset, read: readonly ListedRun[]): ListedNode[] {
  if (!isDeepStrictEqual(dataset.runs.map(nameOf), read.map(nameOf))) {
    dataset.runs = read;
    return [dataset];
  }
  return dataset.runs.filter((run, at) => {
    const { head, isShown } = read[at] ?? run;
    if (isShown === run.isShown && isDeepStrictEqual(head, run.head)) return false;
    Object.assign(run, { head, isShown });
    return true;
  });
}

function addressOf({ dataset }: ListedDataset): string {
  return dataset.toString();
}

function nameOf({ run }: ListedRun): string {
  return run.name;
}
