import { AdaptiveLimit } from './adaptiveLimit';
import type { Endpoint } from './endpoint';
import { PATIENT, withRetries, type RetryPolicy } from './retry';
import { ServerClient, type ClientOptions, type Requester, type ServerPath } from './serverClient';
import { ServerError } from './serverError';

export interface ServerOptions extends ClientOptions {
  /** Most requests under way at once; absent = found out while running. */
  readonly concurrency?: number | undefined;
  readonly retry?: RetryPolicy;
}

/**
 * Called before a request goes out, each time that it does; throws to keep it from going.
 * @param failed how the attempt before it ended; undefined for the first
 */
export type BeforeAttempt = (failed: ServerError | undefined) => void;

/** Nobody waits long for a server that never answered: the address is wrong or it is not started. */
const FIRST_CONTACT_ATTEMPTS = 2;

/** A server under load: as many requests at once as it takes, and each one tried again until it succeeds or cannot. */
export class Server implements Requester {
  private readonly client: ServerClient;
  private readonly limit: AdaptiveLimit;
  private readonly retry: RetryPolicy;
  private answered = false;

  constructor(endpoint: Endpoint, { concurrency, retry = PATIENT, ...options }: ServerOptions = {}) {
    this.client = new ServerClient(endpoint, options);
    this.limit = new AdaptiveLimit(concurrency);
    this.retry = retry;
  }

  get baseUrl(): string {
    return this.client.baseUrl;
  }

  get(path: ServerPath, signal?: AbortSignal): Promise<unknown> {
    return this.persist(() => this.client.get(path, signal), signal);
  }

  post(path: ServerPath, body: object, signal?: AbortSignal, beforeAttempt?: BeforeAttempt): Promise<unknown> {
    return this.persist(() => this.client.post(path, body, signal), signal, beforeAttempt);
  }

  /** Waits happen outside the limit: a request that backs off holds no place. */
  private persist<T>(
    request: () => Promise<T>,
    signal: AbortSignal | undefined,
    beforeAttempt?: BeforeAttempt,
  ): Promise<T> {
    let failed: ServerError | undefined;
    const watched = async (): Promise<T> => {
      beforeAttempt?.(failed);
      try {
        return await this.watched(request);
      } catch (error) {
        failed = error instanceof ServerError ? error : undefined;
        throw error;
      }
    };
    return withRetries(
      () => this.limit.run(watched, signal),
      () => this.policy(),
      signal,
    );
  }

  private policy(): RetryPolicy {
    if (this.answered) return this.retry;
    return { ...this.retry, attempts: Math.min(this.retry.attempts, FIRST_CONTACT_ATTEMPTS) };
  }

  private async watched<T>(request: () => Promise<T>): Promise<T> {
    try {
      const answer = await request();
      this.answered = true;
      this.limit.succeeded();
      return answer;
    } catch (error) {
      if (error instanceof ServerError) {
        if (error.details.status !== undefined) this.answered = true;
        if (error.transient) this.limit.overloaded();
      }
      throw error;
    }
  }
}
