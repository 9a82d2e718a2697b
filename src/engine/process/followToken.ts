import type { CancellationToken, Disposable } from 'vscode-jsonrpc/node';

/**
 * Calls back once a request's token is cancelled, at once where it is already: such a token, of a request that was
 * cancelled before it was read, never tells of it.
 */
export function followToken(token: CancellationToken, onCancel: () => void): Disposable {
  if (token.isCancellationRequested) onCancel();
  return token.onCancellationRequested(onCancel);
}
