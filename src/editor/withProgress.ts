import * as vscode from 'vscode';
import type { CallOptions } from '../protocol/requests';
import { describeProgress, jobFraction } from '../wording/progressText';
import { abortOnCancel } from './abortOnCancel';
import { plainMessage } from './errors/plainMessage';

/** Runs a request with a notification that shows how far it is and can cancel it. */
export function withProgress<T>(title: string, work: (options: Required<CallOptions>) => Promise<T>): Thenable<T> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title: plainMessage(title), cancellable: true }, (progress, token) => {
    let percent = 0;
    return work({
      signal: abortOnCancel(token),
      onProgress: (job) => {
        const now = 100 * (jobFraction(job) ?? 0);
        progress.report({ message: plainMessage(describeProgress(job)), increment: now - percent });
        percent = now;
      },
    });
  });
}
