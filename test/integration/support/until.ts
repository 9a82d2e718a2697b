import { setTimeout as delay } from 'node:timers/promises';
import { LIMITS } from '../../support/timeLimits';

const POLL_MS = 25;

/** Waits for a value that comes about in the editor's own time; undefined, null and false mean "not yet". */
export async function until<T>(
  what: string,
  probe: () => T | PromiseLike<T>,
  timeoutMs = LIMITS.wait,
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<T, false>>;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}.`);
    await delay(POLL_MS);
  }
}
