import { setMaxListeners } from 'node:events';

/** A signal of one's own that also fires with another. */
export interface LinkedAbort {
  readonly signal: AbortSignal;
  readonly abort: () => void;
  /** Lets go of the other signal, which may live long. */
  readonly unlink: () => void;
}

/** In place of `AbortSignal.any`, which keeps what it made alive as long as the signals it was made of. */
export function linkedAbort(other: AbortSignal | undefined): LinkedAbort {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // As many as there are requests waiting; each lets go when it ends.
  const abort = (): void => controller.abort();
  if (other?.aborted === true) abort();
  other?.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, abort, unlink: () => other?.removeEventListener('abort', abort) };
}
