import { setTimeout as wait } from 'node:timers/promises';
import { cancelled, throwIfAborted } from './errors';

/** @throws DeitaError `cancelled` as soon as the signal fires */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  try {
    await wait(ms, undefined, signal === undefined ? {} : { signal });
  } catch {
    throw cancelled();
  }
}
