import { sleep } from '../common/sleep';
import { LONGEST_WAIT_MS } from './retryAfter';
import { ServerError } from './serverError';

export interface RetryPolicy {
  /** The first one included. */
  readonly attempts: number;
  /** The first wait is up to this; each following one up to twice the last. */
  readonly baseMs: number;
  readonly maxMs: number;
  /** From 0 to 1. */
  readonly random?: () => number;
  /** Waits so many milliseconds; throws `cancelled` as soon as the signal fires. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Waits of up to three minutes in all: a server that restarts and loads its model is back by then. */
export const PATIENT: RetryPolicy = { attempts: 9, baseMs: 500, maxMs: 60_000 };

/** A hanging server costs the whole time limit each time. */
const TIMEOUT_ATTEMPTS = 3;
/** A 500, unlike 502 to 504, may be about the request itself. */
const FAULT_ATTEMPTS = 6;

/**
 * Tries again what may succeed later: after the time that the server names, else after exponentially growing waits with
 * jitter, so that clients that failed together do not come back together.
 * @throws the last error; `cancelled` at once
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  policyNow: () => RetryPolicy,
  signal: AbortSignal | undefined,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ServerError) || !error.transient) throw error;
      const policy = policyNow();
      if (failures >= attemptsFor(error, policy)) throw error;
      await (policy.wait ?? sleep)(waitAfter(error, failures, policy), signal);
    }
  }
}

function attemptsFor({ kind, details }: ServerError, { attempts }: RetryPolicy): number {
  if (kind === 'timeout') return Math.min(attempts, TIMEOUT_ATTEMPTS);
  return details.status === 500 ? Math.min(attempts, FAULT_ATTEMPTS) : attempts;
}

function waitAfter(error: ServerError, failures: number, { baseMs, maxMs, random = Math.random }: RetryPolicy): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** (failures - 1));
  const jittered = ceiling * (0.5 + random() / 2);
  const asked = error.details.retryAfterMs;
  if (asked === undefined) return jittered;
  if (asked > LONGEST_WAIT_MS) throw error;
  return asked + random() * Math.min(baseMs, ceiling);
}
