import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { files, rows } from '../../wording/counts';
import type { ExportRequest, ExportSummary } from '../../protocol/exports';
import type { DatasetSession } from '../datasets/datasetSession';
import { agreesOnceWarned } from '../errors/agreesOnceWarned';
import { plainMessage } from '../errors/plainMessage';
import { replaceOnceAgreed } from '../errors/replaceOnceAgreed';
import {
  type ExportArguments,
  type ExportChoice,
  exportChoices,
  isReplaced,
  proposedPath,
  recipe,
  report,
  type RowsWhat,
  selectedRows,
  validationPath,
} from './exportChoices';
import type { DatasetJobs } from './jobs';
import { starting } from './startingProgress';

/** Asks where to write the selection down as a recipe, writes it, and offers to open it. */
export async function saveRecipe(session: DatasetSession, jobs: DatasetJobs): Promise<void> {
  if (session.info.selection === null) {
    nothingToExport();
    return;
  }
  const target = await targetOf(session, recipe());
  if (target !== undefined) await exportDataset(session, { jobs, args: target });
}

/** Asks what to export and where to, writes it, and offers to open it. */
export async function exportDataset(
  session: DatasetSession,
  { jobs, viewId, args }: { readonly jobs: DatasetJobs; readonly viewId?: string; readonly args?: ExportArguments },
): Promise<void> {
  const target = args ?? (await askForTarget(session, viewId !== undefined));
  if (target === undefined) return;
  await jobs.runBeside(() => write(session, target, viewId));
}

async function askForTarget(session: DatasetSession, isShown: boolean): Promise<ExportArguments | undefined> {
  const choices = exportChoices(session.info, isShown);
  if (choices.length === 0) {
    nothingToExport();
    return undefined;
  }
  const placeHolder = l10n.t('What to export');
  const choice = await vscode.window.showQuickPick(choices, { placeHolder, matchOnDetail: true });
  return choice && targetOf(session, choice);
}

function nothingToExport(): void {
  void vscode.window.showInformationMessage(
    l10n.t('There is nothing to export before a selection. Run DEITA: Select first.'),
  );
}

async function targetOf(session: DatasetSession, choice: ExportChoice): Promise<ExportArguments | undefined> {
  const { what } = choice;
  if (typeof what === 'object' && what.perSource === true) return folderTarget(session, what);
  const drawn = await askForDraw(choice);
  const output = drawn && (await askForFile(session, choice));
  return (
    output && {
      outputPath: output.fsPath,
      what: choice.what,
      overwrite: await isReplaced(output.fsPath, choice),
      ...drawn,
    }
  );
}

/** Asks about what chance decides of an export. @returns undefined when the person left a question */
async function askForDraw({
  isSplit,
  isShuffled,
}: ExportChoice): Promise<Pick<ExportArguments, 'validation' | 'shuffleSeed'> | undefined> {
  if (isSplit === true) {
    const percent = await askForShare();
    const seed = percent && (await askForSeed(l10n.t('Seed that decides which rows are put aside')));
    return percent && seed ? { validation: { percent: Number(percent), seed: Number(seed) } } : undefined;
  }
  if (isShuffled !== true) return {};
  const seed = await askForSeed(l10n.t('Seed that decides the order of the rows'));
  return seed === undefined ? undefined : { shuffleSeed: Number(seed) };
}

/** Asks how many rows are put aside for validation. */
function askForShare(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t('Rows for validation'),
    prompt: l10n.t('Percent of the selected rows that are put aside'),
    value: '10',
    validateInput: (text) => (isShare(text) ? undefined : l10n.t('A number of percent above 0 and below 100.')),
  });
}

/** Asks for a seed: any would do; the manifest says which it was, so that the export can be repeated. */
function askForSeed(prompt: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t('Seed'),
    prompt,
    value: '0',
    validateInput: (text) => (isSeed(text) ? undefined : l10n.t('A whole number from 0.')),
  });
}

function isSeed(text: string): boolean {
  return /^\d+$/.test(text) && Number.isSafeInteger(Number(text));
}

function isShare(text: string): boolean {
  const percent = text.trim() === '' ? NaN : Number(text);
  return percent > 0 && percent < 100;
}

/** Files that stand in the folder already are asked about later. */
async function folderTarget(session: DatasetSession, what: RowsWhat): Promise<ExportArguments | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: l10n.t('Folder for one file per source'),
      openLabel: l10n.t('Export'),
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.file(path.dirname(session.uri.fsPath)),
    })) ?? [];
  return folder && { outputPath: folder.fsPath, what, overwrite: false };
}

function askForFile(session: DatasetSession, choice: ExportChoice): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: choice.label,
    saveLabel: l10n.t('Export'),
    defaultUri: vscode.Uri.file(proposedPath(session.uri.fsPath, choice)),
  });
}

async function write(session: DatasetSession, target: ExportArguments, viewId: string | undefined): Promise<void> {
  await replaceOnceAgreed(
    target,
    (asked) => writeOnce(session, asked, viewId),
    (message) => agreesOnceWarned(message, l10n.t('Overwrite')),
  );
}

async function writeOnce(session: DatasetSession, target: ExportArguments, viewId: string | undefined): Promise<void> {
  const { what } = target;
  if (what === 'report') await writeReport(session, target);
  else if (what === 'recipe') await writeRecipe(session, target);
  else await writeRows(session, { ...what, ...(viewId === undefined ? {} : { viewId }) }, target);
}

async function writeRows(
  session: DatasetSession,
  { perSource, ...what }: RowsWhat & Pick<ExportRequest, 'viewId'>,
  { outputPath, overwrite, validation: split, shuffleSeed }: ExportArguments,
): Promise<void> {
  if (perSource === true) return writePerSource(session, what, { folder: outputPath, overwrite });
  const validation = split === undefined ? undefined : { ...split, outputPath: validationPath(outputPath) };
  const request = {
    ...what,
    outputPath,
    overwrite,
    ...(validation === undefined ? {} : { validation }),
    ...(shuffleSeed === undefined ? {} : { shuffleSeed }),
  };
  const exported = await session.runJob('dataset/export', request, starting('export'));
  const message = exportedText(exported);
  void offerToOpen(message, {
    [l10n.t('Open')]: outputPath,
    [l10n.t('Open Manifest')]: exported.manifestPath,
  });
}

function exportedText({ rows: written, outputPath, leftOut = 0, validation }: ExportSummary): string {
  const texts = [l10n.t('Exported {0} to {1}.', rows(written), path.basename(outputPath))];
  if (validation !== undefined) texts.push(exportedText(validation));
  if (leftOut > 0) texts.push(l10n.t('{0} left out: the form has no place for what they hold.', rows(leftOut)));
  return texts.join(' ');
}

async function writePerSource(
  session: DatasetSession,
  what: Pick<RowsWhat, 'rows' | 'order' | 'withScores'>,
  place: { readonly folder: string; readonly overwrite: boolean },
): Promise<void> {
  const { folder, outputs } = await session.runJob('dataset/exportSources', { ...what, ...place }, starting('export'));
  const written = rows(outputs.reduce((sum, output) => sum + output.rows, 0));
  const message = l10n.t('Exported {0} to {1} in {2}.', written, files(outputs.length), path.basename(folder));
  void offerToOpen(message, {});
}

async function writeReport(session: DatasetSession, { outputPath, overwrite }: ExportArguments): Promise<void> {
  await session.runJob('dataset/report', { outputPath, overwrite }, starting('export'));
  void offerToOpen(l10n.t('Wrote {0}.', path.basename(outputPath)), { [l10n.t('Open')]: outputPath });
}

/** What the recipe writes stands beside it, by the name of the dataset. */
async function writeRecipe(session: DatasetSession, { outputPath, overwrite }: ExportArguments): Promise<void> {
  const folder = path.dirname(outputPath);
  const beside = (choice: ExportChoice): string =>
    path.join(folder, path.basename(proposedPath(session.uri.fsPath, choice)));
  const outputs = { output: beside(selectedRows()), report: beside(report()) };
  await session.runJob('dataset/recipe', { outputPath, overwrite, order: 'score', outputs }, starting('export'));
  void offerToOpen(l10n.t('Wrote {0}.', path.basename(outputPath)), { [l10n.t('Open')]: outputPath });
}

/** Not awaited: the message stays as long as the person lets it. */
async function offerToOpen(message: string, targets: Readonly<Record<string, string>>): Promise<void> {
  const answer = await vscode.window.showInformationMessage(plainMessage(message), ...Object.keys(targets));
  const file = answer === undefined ? undefined : targets[answer];
  if (file !== undefined) await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
}
