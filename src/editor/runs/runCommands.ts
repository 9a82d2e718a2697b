import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Serial } from '../../common/serial';
import { keptRuns, renameKeptRun, type KeptRun } from '../../dataset/keptRuns';
import { exportDataset } from '../commands/exportCommand';
import type { DatasetJobs } from '../commands/jobs';
import { starting } from '../commands/startingProgress';
import { choiceOf } from '../../protocol/strategyChoice';
import { DATASET_EDITOR } from '../contributions/views';
import type { DatasetSession } from '../datasets/datasetSession';
import { agreesOnceWarned } from '../errors/agreesOnceWarned';
import { plainLabel } from '../plainLabel';
import type { StrategyHome } from '../strategy/chooseStrategy';
import { askForRunName } from './keepRun';
import { moveToTrash } from './moveToTrash';
import { readRunHead } from './runHead';

/** What opening a run takes. */
export interface RunHome {
  readonly jobs: DatasetJobs;
  readonly strategy: StrategyHome;
}

/**
 * Shows a kept run in place of the selection that is shown, and brings the table to the front; keys stay with a list that
 * the run was given by.
 * @param given undefined = asks for one
 * @returns whether it is shown
 */
export async function openRun(session: DatasetSession, home: RunHome, given?: KeptRun): Promise<boolean> {
  const run = given ?? (await askForRun(session.uri));
  if (run === undefined || !(await mayReplace(session, run.name))) return false;
  return showRun(session, home, run.file, { preserveFocus: given !== undefined });
}

/** Shows what a manifest says was selected: the rows beside it. */
export async function openManifest(session: DatasetSession, home: RunHome): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: l10n.t('Open a manifest of exported rows, or a report'),
      openLabel: l10n.t('Open Run'),
      defaultUri: vscode.Uri.file(path.dirname(session.uri.fsPath)),
      filters: { [l10n.t('Manifests and reports')]: ['json'] },
    })) ?? [];
  if (file === undefined || !(await mayReplace(session, path.basename(file.fsPath)))) return;
  await showRun(session, home, file.fsPath);
}

/** Asks what of a run to export and where to, once it is shown. */
export async function exportRun(session: DatasetSession, home: RunHome, run: KeptRun): Promise<void> {
  if (await openRun(session, home, run)) await exportDataset(session, { jobs: home.jobs });
}

export async function renameRun(dataset: vscode.Uri, run: KeptRun): Promise<void> {
  const title = l10n.t('Rename {0}', plainLabel(run.name));
  const name = await askForRunName(dataset.fsPath, { title, renamed: run.name });
  if (name !== undefined && name !== run.name) await renameKeptRun(dataset.fsPath, run, name);
}

/** Asks once, however many there are. */
export async function deleteRuns(runs: readonly KeptRun[]): Promise<void> {
  const [first] = runs;
  if (first === undefined) return;
  const question =
    runs.length === 1
      ? l10n.t('Delete the run "{0}"?', first.name)
      : l10n.t('Delete {0} runs: {1}?', String(runs.length), runs.map(({ name }) => `"${name}"`).join(', '));
  if (!(await agreesOnceWarned(question, l10n.t('Delete')))) return;
  for (const run of runs) await moveToTrash(run);
}

async function askForRun(dataset: vscode.Uri): Promise<KeptRun | undefined> {
  const kept = await keptRuns(dataset.fsPath);
  const heads = await Promise.all(kept.map(readRunHead));
  const items = kept.map((run, at) => {
    const { selected, strategy } = heads[at] ?? {};
    const description = [selected, strategy].filter((part) => part !== undefined).join(' · ');
    return { run, label: plainLabel(run.name), description: plainLabel(description) };
  });
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('No run of {0} is kept yet. DEITA: Keep This Run keeps a selection.', path.basename(dataset.fsPath)),
    );
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { placeHolder: l10n.t('The run to show') }))?.run;
}

/** A selection that is kept nowhere would be gone. */
async function mayReplace({ uri, info }: DatasetSession, name: string): Promise<boolean> {
  const shown = info.selection?.finishedAt;
  if (shown === undefined) return true;
  const heads = await Promise.all((await keptRuns(uri.fsPath)).map(readRunHead));
  if (heads.some(({ finishedAt }) => finishedAt === shown)) return true;
  const message = l10n.t('The selection that is shown is not kept as a run. "{0}" takes its place.', name);
  return agreesOnceWarned(message, l10n.t('Open Run'));
}

/** A run that is chosen while another is being opened is opened next. */
const openings = new Serial();

async function showRun(
  session: DatasetSession,
  { jobs, strategy }: RunHome,
  file: string,
  options: Pick<vscode.TextDocumentShowOptions, 'preserveFocus'> = {},
): Promise<boolean> {
  const opening = () => session.runJob('dataset/openRun', { path: file }, starting('read'));
  const shown = await jobs.runBeside(() => openings.run(opening));
  if (shown === undefined) return false;
  strategy.parameters.choose(session, choiceOf(shown.parameters)); // The next run goes on from there.
  await strategy.refresh();
  await vscode.commands.executeCommand('vscode.openWith', session.uri, DATASET_EDITOR, options);
  return true;
}
