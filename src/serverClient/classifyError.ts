import { APIConnectionTimeoutError, APIError } from 'openai';
import { DeitaError, messageOf } from '../common/errors';
import { retryAfterMs } from './retryAfter';
import { scrub } from './scrub';
import { ServerError, type ServerErrorDetails, type ServerErrorKind } from './serverError';

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
  return new ServerError(
    'timeout',
    `${url} did not answer within ${Math.round(timeoutMs / 1000)} s.`,
    'Look at the server’s log and load: it may still be loading the model, or hang.',
  );
}

/** Not followed to another address: key and texts are for the server that was named. */
function redirected({ status = 0, headers }: APIError, { url, apiKey }: FailedRequest): ServerError {
  const location = headers?.get('location') ?? '';
  const target = URL.canParse(location, url) ? ` and points to ${scrub(new URL(location, url).origin, apiKey)}` : '';
  return new ServerError(
    'redirect',
    `${url} answered ${status}${target}: redirects are not followed, so that key and texts stay where they are meant for.`,
    'Give the address that the server points to as base URL, if it is the right one.',
    { status },
  );
}

function fromStatus(error: APIError, status: number, request: FailedRequest): ServerError {
  const said = textOf(error, request.apiKey);
  const kind = kindOf(status, said);
  const wait = retryAfterMs(error.headers ?? undefined);
  const details: ServerErrorDetails = { status, quoted: said, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  // Servers repeat parts of a refused key: what they say is left out.
  const quoted = kind === 'key' || said === '' ? '' : `: ${said}`;
  return new ServerError(
    kind,
    `${request.url} answered ${status}${quoted}.`.replace(/\.\.$/, '.'),
    HINTS[kind],
    details,
  );
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

const HINTS: Readonly<Partial<Record<ServerErrorKind, string>>> = {
  key: 'Check the key for this server.',
  quota: 'Check the account’s plan and balance at the provider.',
  notFound: 'Check the base URL (OpenAI-compatible servers want it to end in /v1) and the preset.',
  model: 'Choose a model from the list that the server shows.',
  context: 'Serve the model with a longer context.',
  rateLimit: 'Lower the number of requests at once, or wait.',
  overload: 'Look at the server’s log.',
  network: 'Check that the server runs and that the base URL has the right host and port.',
  certificate: 'Use an address that the certificate covers, or tell Node.js of its issuer with NODE_EXTRA_CA_CERTS.',
};

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
  const why = scrub(REASONS[code] ?? messageOf(cause), apiKey).replace(/\.$/, '');
  const details = cause instanceof SyntaxError ? { quoted: why } : {};
  return new ServerError(kind, `No answer from ${url}: ${why}.`, HINTS[kind], details);
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host is not known',
  EAI_AGAIN: 'the host’s name cannot be looked up now',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
};

function deepestCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
  return cause instanceof AggregateError ? (cause.errors[0] as unknown) : cause;
}
