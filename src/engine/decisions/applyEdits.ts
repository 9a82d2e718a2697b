import { copyFile, link, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../../common/makeFolder';
import { fileExists } from '../../common/fileExists';
import { companionFolder } from '../../dataset/keptRuns';
import { rewriteTexts } from '../../dataset/rewriteTexts';
import { contentHash } from '../../decisions/rowId';
import { fault } from '../../messages/say';
import type { AppliedEdits } from '../../protocol/decisions';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import type { DatasetDecisions } from './datasetDecisions';

/** Edits that were written into a file, as far as they can be taken back. */
export interface UndoableEdits {
  readonly rows: number;
  readonly target: string;
  readonly backup: string;
  readonly undecide: () => Promise<unknown>;
}

/**
 * Writes the edited texts that are shown into the dataset's file, whose former content stays beside the decisions. What
 * is decided about the rows goes on under the ids that they have then.
 * @throws DeitaError as `rewriteTexts`, `editsNotApplied` where nothing is edited
 */
export async function applyEdits(open: OpenDataset, job: JobContext): Promise<AppliedEdits> {
  const { dataset, decisions } = open;
  await open.untilIndexed(job);
  await dataset.assertUnchanged();
  const own = await decisions.untilShown(job.signal);
  await open.takeUpEdits();
  const rows = dataset.edits.size;
  if (rows === 0) throw fault('noEdits', { file: dataset.path });
  const texts = [...dataset.edits.values()].reduce((sum, edits) => sum + Object.keys(edits).length, 0);
  const target = await realpath(dataset.path);
  const backup = backupOf(dataset.path);
  let undecide: UndoableEdits['undecide'] = () => Promise.resolve();
  await rewriteTexts(dataset, target, {
    signal: job.signal,
    beforeReplacing: async () => {
      await keepFormer(target, backup);
      undecide = await moveDecisions(open, own);
    },
  }).catch(async (error: unknown) => {
    await undecide();
    throw error;
  });
  await showRewritten(open, own, job);
  open.applied = { rows, target, backup, undecide };
  return { rows, texts, backup };
}

/** Puts the file back that was there before, with what was decided about it. @throws DeitaError `editsNotApplied` */
export async function revertEdits(open: OpenDataset, job: JobContext): Promise<{ readonly rows: number }> {
  const { applied, dataset } = open;
  if (applied === undefined) return { rows: 0 };
  const { rows, target, backup, undecide } = applied;
  try {
    await dataset.assertUnchanged();
  } catch {
    throw fault('fileChangedSinceEdits', { file: dataset.path, backup });
  }
  await rename(backup, target);
  open.applied = undefined;
  await undecide();
  await showRewritten(open, await open.decisions.untilShown(job.signal), job);
  return { rows };
}

async function showRewritten(open: OpenDataset, own: DatasetDecisions, job: JobContext): Promise<void> {
  await open.takeUpFile({ isRewritten: true });
  await open.untilIndexed(job);
  await own.load(job.signal);
  await open.takeUpEdits();
}

async function moveDecisions({ dataset }: OpenDataset, own: DatasetDecisions): Promise<() => Promise<unknown>> {
  const hashes = new Map<number, string>();
  for (const row of dataset.edits.keys()) {
    const [bytes] = await dataset.readSources([row]);
    hashes.set(row, contentHash(bytes as Buffer));
  }
  return own.moveToIdsAfter(hashes);
}

function backupOf(file: string): string {
  const { name, ext } = path.parse(file);
  return path.join(companionFolder(file), `${name}.before-edits${ext}`);
}

/** The file of before keeps its content under another name; where two names of one file are not to be had, it is copied. */
async function keepFormer(file: string, backup: string): Promise<void> {
  await makeFolder(path.dirname(backup));
  if (await fileExists(backup)) await rm(backup);
  await link(file, backup).catch(() => copyFile(file, backup));
}
