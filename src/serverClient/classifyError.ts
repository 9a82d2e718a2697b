import { APIConnectionTimeoutError, APIError } from 'openai';
import { DeitaError, messageOf } from '../common/errors';
import { retryAfterMs } from './retryAfter';
import { scrub } from './scrub';
import { serverFault, type ServerError, type ServerErrorKind } from './serverError';
import { say } from '../messages/say';
import type { PhraseId } from '../messages/phrases';
import { REMEDIES } from '../messages/phrases/remedies';
import type { MessageArgument } from '../common/message';

/** Of the request that failed, for the message. */
export interface FailedRequest {
  /** Without query. */
  readonly url: string;
  readonly apiKey: string | undefined;
  readonly timedOut: boolean;
  readonly timeoutMs: number;
}

/** Whatever a request threw as an error that names the cause and what to change. */
export function classifyError(error: unknown, request: FailedRequest): DeitaError {
  if (error instanceof DeitaError) return error;
  if (request.timedOut || error instanceof APIConnectionTimeoutError) return timeout(request);
  if (error instanceof APIError && typeof error.status === 'number' && error.status >= 300 && error.status < 400)
    return redirected(error as APIError, request);
  if (error instanceof APIError && typeof error.status === 'number')
    return fromStatus(error as APIError, error.status, request);
  return fromConnection(error, request);
}

function timeout({ url, timeoutMs }: FailedRequest): ServerError {
  return serverFault('timeout', 'serverTimeout', { url, seconds: String(Math.round(timeoutMs / 1000)) });
}

/** Not followed to another address: key and texts are for the server that was named. */
function redirected({ status = 0, headers }: APIError, { url, apiKey }: FailedRequest): ServerError {
  const location = headers?.get('location') ?? '';
  const failure = { kind: 'redirect', status } as const;
  if (!URL.canParse(location, url)) return serverFault(failure, 'serverRedirect', { url, status: String(status) });
  const target = scrub(new URL(location, url).origin, apiKey);
  return serverFault(failure, 'serverRedirectTo', { url, status: String(status), target });
}

function fromStatus(error: APIError, status: number, request: FailedRequest): ServerError {
  const said = textOf(error, request.apiKey);
  const kind = kindOf(status, said);
  const wait = retryAfterMs(error.headers ?? undefined);
  const failure = { kind, status, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  const answered = { url: request.url, status: String(status), remedy: remedyOf(kind) };
  // Servers repeat parts of a refused key: what they say is left out.
  if (kind === 'key' || said === '') return serverFault(failure, 'serverStatus', answered);
  return serverFault(failure, 'serverSaid', { ...answered, said: said.replace(/\.$/, '') });
}

const CONTEXT =
  /context (length|size|window)|maximum context|max_model_len|too many tokens|exceed_context|longer than the/i;
const MODEL = /model\b[^]*\b(does not exist|not found|not exist|unknown)|no such model|try pulling/i;

function kindOf(status: number, said: string): ServerErrorKind {
  if (status === 401 || status === 403) return 'key';
  if (status === 404) return MODEL.test(said) ? 'model' : 'notFound';
  if (status === 402 || (status === 429 && /quota|billing/i.test(said))) return 'quota';
  if (status === 429) return 'rateLimit';
  if (CONTEXT.test(said)) return 'context'; // Before 5xx: some servers answer 500 to it.
  if (status >= 500 || status === 408 || status === 409) return 'overload';
  return MODEL.test(said) ? 'model' : 'request';
}

/** '' where there is nothing to do about it. */
function remedyOf(kind: ServerErrorKind): MessageArgument {
  const id = `server.${kind}`;
  return id in REMEDIES ? { id, args: {} } : '';
}

/** What the server says is wrong: OpenAI's `{error: {message}}`, Ollama's `{error: "…"}`, vLLM's `{message}`. */
function textOf(error: APIError, apiKey: string | undefined): string {
  const body: unknown = error.error;
  if (typeof body === 'string') return scrub(body, apiKey);
  if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string') {
    return scrub(body.message, apiKey);
  }
  const text = error.message.replace(/^\d+ /, '');
  return /^(status code \(no body\)|<)/i.test(text) ? '' : scrub(text, apiKey);
}

function fromConnection(error: unknown, { url, apiKey }: FailedRequest): ServerError {
  const cause = deepestCause(error);
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code);
  const kind = certificate ? 'certificate' : 'network';
  const known = REASONS[code];
  const why = scrub(messageOf(cause), apiKey).replace(/\.$/, '');
  const parameters = { url, reason: known === undefined ? why : say(known), remedy: remedyOf(kind) };
  // A parser repeats what it could not read.
  return serverFault(kind, cause instanceof SyntaxError ? 'brokenAnswer' : 'noAnswer', parameters);
}

const REASONS: Readonly<Record<string, Extract<PhraseId, `server.${string}`>>> = {
  ECONNREFUSED: 'server.nothingListens',
  ENOTFOUND: 'server.unknownHost',
  EAI_AGAIN: 'server.noLookup',
  ECONNRESET: 'server.cut',
  UND_ERR_SOCKET: 'server.cut',
  ETIMEDOUT: 'server.connectionTimedOut',
  UND_ERR_CONNECT_TIMEOUT: 'server.connectionTimedOut',
};

function deepestCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
  return cause instanceof AggregateError ? (cause.errors[0] as unknown) : cause;
}
