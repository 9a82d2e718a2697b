import type * as vscode from 'vscode';
import { isCancelled } from '../common/errors';

/** An `AbortSignal` that fires with VS Code's token. */
export function abortOnCancel(token: vscode.CancellationToken): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}

/** What a language feature answers when nobody wants the answer any more: nothing. */
export async function unlessCancelled<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isCancelled(error)) return undefined;
    throw error;
  }
}
