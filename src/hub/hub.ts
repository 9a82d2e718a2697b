import { HubApiError } from '@huggingface/hub';
import { isSameOrigin } from '../common/baseUrl';
import { guardedFetch } from '../common/guardedFetch';
import { HUB_ENDPOINT } from '../common/hub';
import { DeitaError, messageOf, throwIfAborted } from '../common/errors';
import { fault } from '../messages/say';

/** The hub, or a mirror of it, as one download sees it. */
export interface Hub {
  /** Without a slash at its end. */
  readonly endpoint: string;
  /** Sent to the hub itself alone, never to a mirror. */
  readonly accessToken: string | undefined;
  readonly signal: AbortSignal | undefined;
}

interface HubParameters {
  readonly hubUrl: string;
  readonly fetch: typeof fetch;
  readonly accessToken?: string;
}

/** Far above what the hub's API answers for any repository. */
const MOST_LISTING_BYTES = 64 * 1024 * 1024;

/**
 * What every call of the hub's library takes. The token goes to the hub's own origin and nowhere it redirects to, such
 * as the stores that hold its large files.
 * @param mostBytes that an answer may have
 */
export function hubParameters({ endpoint, accessToken, signal }: Hub, mostBytes = MOST_LISTING_BYTES): HubParameters {
  const isHub = isSameOrigin(endpoint, HUB_ENDPOINT);
  const tooLarge = (): Error => fault('hubSentMore', { endpoint });
  const guarded = guardedFetch({ keyOrigin: HUB_ENDPOINT, otherOrigin: 'withoutKey', mostBytes, tooLarge });
  return {
    hubUrl: endpoint,
    fetch: (input, init) => guarded(input, { ...init, signal: signal ?? null }),
    ...(isHub && accessToken !== undefined ? { accessToken } : {}),
  };
}

/** @throws DeitaError `cancelled`, `hubUnreachable`, or `downloadFailed` with what the hub said */
export async function orHubError<T>(name: string, { endpoint, signal }: Hub, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throwIfAborted(signal);
    throw toDeitaError(error, name, endpoint);
  }
}

function toDeitaError(error: unknown, name: string, endpoint: string): DeitaError {
  if (error instanceof DeitaError) return error;
  if (error instanceof HubApiError) return refused(error.statusCode, name, endpoint);
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const reason = messageOf(cause);
  if (error instanceof TypeError || cause !== error) {
    return fault('noHub', { endpoint, reason });
  }
  return fault('noHubAnswer', { endpoint, model: name, reason });
}

function refused(status: number, name: string, endpoint: string): DeitaError {
  if (status === 404) {
    return fault('noHubModel', { endpoint, model: name });
  }
  if (status === 401 || status === 403) {
    return fault('hubAccess', { endpoint, model: name });
  }
  return fault('hubStatus', { endpoint, status: String(status), model: name });
}
