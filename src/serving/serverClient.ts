import OpenAI from 'openai';
import { throwIfAborted } from '../common/errors';
import { linkedAbort } from '../common/linkedAbort';
import { classifyError } from './classifyError';
import { addressesOf, type Endpoint } from './endpoint';
import { postJson } from './postJson';
import { ServerError } from './serverError';

/** Enough for a model that is loaded on the first request. */
const DEFAULT_TIMEOUT_MS = 300_000;

export interface ClientOptions {
  /** For one request, its whole answer included. */
  readonly timeoutMs?: number;
}

/** Paths below the base URL begin with `/` (`/completions`); those of the server's own API with `root:/` (`root:/tokenize`). */
export type ServerPath = `/${string}` | `root:/${string}`;

/** What presets ask with: one attempt a request, or one that waits and tries again. */
export interface Requester {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  get(path: ServerPath, signal?: AbortSignal): Promise<unknown>;
  /** @returns the answer's JSON */
  post(path: ServerPath, body: object, signal?: AbortSignal): Promise<unknown>;
}

/**
 * One attempt a request, over kept-alive connections.
 * @throws ServerError with cause and remedy, `cancelled`
 */
export class ServerClient implements Requester {
  readonly baseUrl: string;
  private readonly root: string;
  private readonly openai: OpenAI;
  private readonly apiKey: string | undefined;
  private readonly timeoutMs: number;

  constructor({ baseUrl, apiKey }: Endpoint, { timeoutMs = DEFAULT_TIMEOUT_MS }: ClientOptions = {}) {
    const { api, root } = addressesOf(baseUrl);
    this.baseUrl = api;
    this.root = root;
    this.apiKey = apiKey;
    this.timeoutMs = timeoutMs;
    this.openai = new OpenAI({
      baseURL: api,
      // What the package would take from the environment belongs to another server.
      apiKey: apiKey ?? 'none',
      organization: null,
      project: null,
      adminAPIKey: null,
      webhookSecret: null,
      ...(apiKey === undefined ? { defaultHeaders: { Authorization: null } } : {}),
      maxRetries: 0,
      timeout: timeoutMs,
      logLevel: 'off', // It would log headers and bodies.
    });
  }

  get(path: ServerPath, signal?: AbortSignal): Promise<unknown> {
    return this.send(path, signal, (openai, own) => openai.get<unknown>(this.urlOf(path), { signal: own }));
  }

  post(path: ServerPath, body: object, signal?: AbortSignal): Promise<unknown> {
    const headers = this.apiKey === undefined ? {} : { Authorization: `Bearer ${this.apiKey}` };
    const url = new URL(this.urlOf(path));
    return this.send(path, signal, (_, own) => postJson({ url, headers, body, signal: own }));
  }

  /**
   * One attempt of anything that the `openai` package offers, such as file uploads, with our time limit, errors and
   * cancellation.
   * @param path for messages
   */
  async send<T>(
    path: ServerPath,
    signal: AbortSignal | undefined,
    work: (openai: OpenAI, signal: AbortSignal) => PromiseLike<T>,
  ): Promise<T> {
    throwIfAborted(signal);
    const attempt = linkedAbort(signal);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      attempt.abort();
    }, this.timeoutMs);
    try {
      return assertJson(await work(this.openai, attempt.signal), this.urlOf(path));
    } catch (error) {
      throwIfAborted(signal);
      const { apiKey, timeoutMs } = this;
      throw classifyError(error, { url: this.urlOf(path), apiKey, timedOut, timeoutMs });
    } finally {
      clearTimeout(timer);
      attempt.unlink();
    }
  }

  private urlOf(path: ServerPath): string {
    return path.startsWith('root:') ? this.root + path.slice('root:'.length) : this.baseUrl + path;
  }
}

/** A proxy's or a router's page comes as text. */
function assertJson<T>(answer: T, url: string): T {
  if (typeof answer !== 'string') return answer;
  const what = /^\s*</.test(answer) ? 'an HTML page' : 'plain text';
  throw new ServerError(
    'answer',
    `${url} answered with ${what} in place of JSON.`,
    'Check the base URL: it should be the API of the server, not its web page or a login page in front of it.',
  );
}
