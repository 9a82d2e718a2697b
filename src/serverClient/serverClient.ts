import OpenAI from 'openai';
import { addressesOf } from './addresses';
import { throwIfAborted } from '../common/errors';
import { guardedFetch } from '../common/guardedFetch';
import { linkedAbort } from '../common/linkedAbort';
import { answerTooLarge, MOST_ANSWER_BYTES } from './answerLimits';
import { classifyError } from './classifyError';
import type { Endpoint } from './endpoint';
import { postJson } from './postJson';
import { serverFault } from './serverError';
import { uploadFile } from './uploadFile';

/** Enough for a model that is loaded on the first request. */
const DEFAULT_TIMEOUT_MS = 300_000;

export interface ClientOptions {
  /** For one request, its whole answer included. */
  readonly timeoutMs?: number;
}

/** Paths below the base URL begin with `/` (`/completions`); those of the server's own API with `root:/` (`root:/tokenize`). */
export type ServerPath = `/${string}` | `root:/${string}`;

/** Takes a piece of a body; resolves once it is ready for more. */
export type TakePiece = (piece: Uint8Array) => Promise<void>;

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
      fetch: this.guarded(MOST_ANSWER_BYTES),
    });
  }

  get(path: ServerPath, signal?: AbortSignal): Promise<unknown> {
    return this.send(path, signal, (openai, own) => openai.get<unknown>(this.urlOf(path), { signal: own }));
  }

  post(path: ServerPath, body: object, signal?: AbortSignal): Promise<unknown> {
    const url = new URL(this.urlOf(path));
    return this.send(path, signal, (_, own) => postJson({ url, headers: this.keyHeaders, body, signal: own }));
  }

  /** Sends a file of batch requests, read while it is sent. @returns the answer's JSON */
  upload(file: string, signal?: AbortSignal): Promise<unknown> {
    const url = new URL(this.urlOf('/files'));
    return this.send('/files', signal, (_, own) => uploadFile({ url, headers: this.keyHeaders, signal: own }, file));
  }

  /**
   * A body that may be large, in pieces as they come.
   * @throws ServerError `tooLarge` beyond `mostBytes`
   */
  download(path: ServerPath, mostBytes: number, take: TakePiece, signal?: AbortSignal): Promise<void> {
    return this.send(path, signal, async (openai, own) => {
      const one = openai.withOptions({ fetch: this.guarded(mostBytes) });
      const response = await one.get(path, { signal: own, headers: { Accept: '*/*' } }).asResponse();
      const pieces: AsyncIterable<Uint8Array> | null = response.body;
      if (pieces !== null) for await (const piece of pieces) await take(piece);
    });
  }

  /**
   * One attempt of anything that the `openai` package offers, with our time limit, errors and cancellation.
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

  private get keyHeaders(): { Authorization?: string } {
    return this.apiKey === undefined ? {} : { Authorization: `Bearer ${this.apiKey}` };
  }

  private guarded(mostBytes: number): typeof fetch {
    const { origin: keyOrigin } = new URL(this.baseUrl);
    const tooLarge = (): Error => answerTooLarge(this.baseUrl, mostBytes);
    return guardedFetch({ keyOrigin, otherOrigin: 'refused', mostBytes, tooLarge });
  }

  private urlOf(path: ServerPath): string {
    return path.startsWith('root:') ? this.root + path.slice('root:'.length) : this.baseUrl + path;
  }
}

/** A proxy's or a router's page comes as text. */
function assertJson<T>(answer: T, url: string): T {
  if (typeof answer !== 'string') return answer;
  throw serverFault('answer', /^\s*</.test(answer) ? 'htmlAnswer' : 'textAnswer', { url });
}
