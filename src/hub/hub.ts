import { HubApiError } from '@huggingface/hub';
import { isSameOrigin } from '../common/baseUrl';
import { guardedFetch } from '../common/guardedFetch';
import { HUB_ENDPOINT } from '../common/hub';
import { DeitaError, isCancelled, messageOf, throwIfAborted } from '../common/errors';
import { sleep } from '../common/sleep';
import type { FaultId } from '../messages/faults';
import { fault } from '../messages/say';

/** The hub, or a mirror of it, as one download sees it. */
export interface Hub {
  /** Without a slash at its end. */
  readonly endpoint: string;
  /** Sent to the hub itself alone, never to a mirror. */
  readonly accessToken: string | undefined;
  readonly signal: AbortSignal | undefined;
  /** Pauses before what failed is tried again; absent = the usual ones. */
  readonly pausesMs?: readonly number[];
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

/** What is asked for, for messages about it. */
export interface HubItem {
  readonly kind: 'model' | 'dataset';
  /** Such as `BAAI/bge-small-en-v1.5`. */
  readonly name: string;
}

/** What failed is tried again after these pauses where another try may help. */
export const PAUSES_MS: readonly number[] = [500, 2_000, 5_000];
/** What the hub says of a request, and would say again. */
const LASTING: readonly string[] = [
  'noHubModel',
  'noHubDataset',
  'hubAccess',
  'hubDatasetAccess',
  'hubSentMore',
  'noRanges',
  'otherDownload',
] satisfies readonly FaultId[];

export function isLasting(error: unknown): boolean {
  return error instanceof DeitaError && (isCancelled(error) || LASTING.includes(error.said?.id ?? ''));
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof DeitaError) || error.said?.id !== ('hubStatus' satisfies FaultId)) return false;
  const status = Number(error.said.args.status);
  return status === 429 || status >= 500;
}

/** Asks again where the hub says that it is busy or ill. @throws DeitaError as `orHubError` */
export async function patiently<T>(item: HubItem, hub: Hub, work: () => Promise<T>): Promise<T> {
  const { pausesMs = PAUSES_MS, signal } = hub;
  for (const pause of pausesMs) {
    try {
      return await orHubError(item, hub, work);
    } catch (error) {
      if (!isBusy(error)) throw error;
      await sleep(pause, signal);
    }
  }
  return orHubError(item, hub, work);
}

/** @throws DeitaError `cancelled`, `hubUnreachable`, or `downloadFailed` with what the hub said */
export async function orHubError<T>(item: HubItem, { endpoint, signal }: Hub, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throwIfAborted(signal);
    throw toDeitaError(error, item, endpoint);
  }
}

function toDeitaError(error: unknown, item: HubItem, endpoint: string): DeitaError {
  if (error instanceof DeitaError) return error;
  if (error instanceof HubApiError) return refused(error.statusCode, item, endpoint);
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof DeitaError) return cause;
  const reason = messageOf(cause);
  if (error instanceof TypeError || cause !== error) {
    return fault('noHub', { endpoint, reason });
  }
  return fault('noHubAnswer', { endpoint, model: item.name, reason });
}

function refused(status: number, { kind, name }: HubItem, endpoint: string): DeitaError {
  const isModel = kind === 'model';
  if (status === 404) {
    return isModel
      ? fault('noHubModel', { endpoint, model: name })
      : fault('noHubDataset', { endpoint, dataset: name });
  }
  if (status === 401 || status === 403) {
    return isModel
      ? fault('hubAccess', { endpoint, model: name })
      : fault('hubDatasetAccess', { endpoint, dataset: name });
  }
  return fault('hubStatus', { endpoint, status: String(status), model: name });
}
