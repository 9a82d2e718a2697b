import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { JobProgress } from '../../protocol/dataset';
import { describeProgress } from '../../wording/progressText';
import { plainMessage } from '../errors/plainMessage';

/** Answers who starts a job while one runs. @returns whether to cancel that */
export async function tellOfRunning(job: JobProgress): Promise<boolean> {
  const cancel = l10n.t('Cancel the Job');
  const message = l10n.t('A job of this dataset is running: {0}.', describeProgress(job));
  return (await vscode.window.showInformationMessage(plainMessage(message), cancel)) === cancel;
}
