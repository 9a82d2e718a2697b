import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { parsedJson } from '../../dataset/formats/format';
import { deleteKeptRun, keptRuns, type KeptRun } from '../../dataset/keptRuns';
import { fault } from '../../messages/say';
import type { NamedRun } from '../../protocol/comparison';
import { reportedRows } from '../../protocol/reportedRows';
import { selectionComparisonText } from '../../wording/selectionComparisonText';
import { answerTo } from '../answerTo';
import type { DatasetJobs } from '../commands/jobs';
import type { DatasetSession } from '../datasets/datasetSession';
import { plainLabel } from '../plainLabel';

interface RunItem extends vscode.QuickPickItem {
  readonly run: KeptRun;
}

/** Asks which kept runs of a dataset to compare, and shows how they differ, and from random rows and the longest. */
export async function compareRuns(session: DatasetSession, jobs: DatasetJobs): Promise<void> {
  const dataset = session.uri.fsPath;
  const kept = await keptRuns(dataset);
  if (kept.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('No run of {0} is kept yet. DEITA: Keep This Run keeps a selection.', path.basename(dataset)),
    );
    return;
  }
  const chosen = await askForRuns(kept);
  if (chosen === undefined || chosen.length === 0) return;
  const comparison = await jobs.compareRuns(session, await Promise.all(chosen.map(readRun)));
  if (comparison === undefined) return;
  const content = selectionComparisonText(comparison, path.basename(dataset));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
}

/** Several at once; a button opens a run's report, another deletes it. */
function askForRuns(kept: readonly KeptRun[]): Promise<readonly KeptRun[] | undefined> {
  const input = vscode.window.createQuickPick<RunItem>();
  input.title = l10n.t('Compare Runs');
  input.placeholder = l10n.t('The runs to compare with each other, with random rows and with the longest');
  input.canSelectMany = true;
  input.items = kept.map((run) => ({ run, label: plainLabel(run.name), buttons: [OPEN, DELETE] }));
  input.selectedItems = input.items;
  input.onDidTriggerItemButton(async ({ button, item: { run } }) => {
    if (button === OPEN) {
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(run.file));
      return;
    }
    await moveToTrash(run);
    const [chosen, left] = [input.selectedItems, input.items.filter((item) => item.run !== run)];
    input.items = left;
    input.selectedItems = left.filter((item) => chosen.includes(item));
  });
  return answerTo(input, () => input.selectedItems.map(({ run }) => run));
}

/** Where there is no trash, as on some servers, it is deleted. */
async function moveToTrash(run: KeptRun): Promise<void> {
  try {
    await vscode.workspace.fs.delete(vscode.Uri.file(run.file), { useTrash: true });
  } catch {
    await deleteKeptRun(run);
  }
}

const OPEN: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: 'Open Report' };
const DELETE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: 'Delete' };

/** @throws DeitaError `usage` for a file that is no report any more */
async function readRun({ name, file }: KeptRun): Promise<NamedRun> {
  const selectedRows = reportedRows(parsedJson(await readFile(file, 'utf8')));
  if (selectedRows !== undefined) return { name, selectedRows };
  throw fault('noKeptReport', { file });
}
