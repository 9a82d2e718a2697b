import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { JobProgress } from '../../protocol/jobProgress';
import { describeProgress } from '../../wording/progressText';
import { plainMessage } from '../errors/plainMessage';

/** Answers who starts a job while one runs. @returns whether to cancel that */
export async function tellOfRunning(job: JobProgress): Promise<boolean> {
  const cancel = l10n.t('Cancel the Job');
  const message = l10n.t('A job of this dataset is running: {0}.', describeProgress(job));
  return (await vscode.window.showInformationMessage(plainMessage(message), cancel)) === cancel;
}

/** Tells of a job that has ended out of sight: VS Code keeps the message while its window is not the one in front. */
export async function tellOfEnd(message: string, show: () => Promise<void>): Promise<void> {
  const showTable = l10n.t('Show Table');
  if ((await vscode.window.showInformationMessage(plainMessage(message), showTable)) === showTable) await show();
}
