import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DeitaError } from '../../common/errors';
import { findKeptRun, keptRun, prepareRuns } from '../../dataset/keptRuns';
import { errorWords } from '../../wording/errorText';
import type { DatasetJobs } from '../commands/jobs';
import { starting } from '../commands/startingProgress';
import type { DatasetSession } from '../datasets/datasetSession';

/** Asks for a name and keeps the selection by it, beside its dataset, where deita compare finds it, too. */
export async function keepRun(session: DatasetSession, jobs: DatasetJobs, given?: string): Promise<void> {
  if (session.info.selection === null) {
    void vscode.window.showInformationMessage(l10n.t('There is no selection to keep yet. Run DEITA: Select first.'));
    return;
  }
  const dataset = session.uri.fsPath;
  const name = given ?? (await askForRunName(dataset, { title: l10n.t('Keep This Run') }));
  if (name === undefined) return;
  const { file } = keptRun(dataset, name);
  await jobs.runBeside(async () => {
    await prepareRuns(dataset);
    await session.runJob('dataset/report', { outputPath: file, overwrite: true, hashed: true }, starting('export'));
  });
  vscode.window.setStatusBarMessage(l10n.t('Kept as "{0}"', name), SHOWN_MS);
}

const SHOWN_MS = 5000;

interface NameQuestion {
  readonly title: string;
  /** The name that is to be another; undefined = a new run is named, which may replace one. */
  readonly renamed?: string;
}

export function askForRunName(dataset: string, { title, renamed }: NameQuestion): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: l10n.t('A name, by which it can be compared with others'),
    ...(renamed === undefined ? {} : { value: renamed }),
    validateInput: async (name) => {
      const problem = problemOf(dataset, name);
      if (problem !== undefined) return problem;
      if (name === renamed || (await findKeptRun(dataset, name)) === undefined) return undefined;
      if (renamed !== undefined) return l10n.t('There is a run of this name.');
      const message = l10n.t('There is a run of this name: it will be replaced.');
      return { message, severity: vscode.InputBoxValidationSeverity.Warning };
    },
  });
}

function problemOf(dataset: string, name: string): string | undefined {
  try {
    keptRun(dataset, name);
    return undefined;
  } catch (error) {
    return error instanceof DeitaError ? errorWords(error).message : String(error);
  }
}
