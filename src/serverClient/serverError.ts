import { DeitaError, type ErrorCode } from '../common/errors';

/** What went wrong between us and a server, as far as it decides what to do next. */
export type ServerErrorKind =
  | 'key' // 401, 403
  | 'quota' // 429 that waiting does not end: nothing left on the account
  | 'notFound' // 404: no such path
  | 'model' // no such model
  | 'context' // the prompt is longer than the model's context
  | 'request' // any other 4xx
  | 'rateLimit' // 429
  | 'overload' // 5xx
  | 'network' // no connection, or one that broke
  | 'certificate'
  | 'timeout'
  | 'redirect' // to another address, which is asked nothing
  | 'tooLarge' // an answer that does not end
  | 'answer'; // an answer that is not what the API promises

const CODES: Readonly<Record<ServerErrorKind, ErrorCode>> = {
  key: 'keyRefused',
  quota: 'serverRefused',
  notFound: 'serverRefused',
  model: 'serverRefused',
  context: 'serverRefused',
  request: 'serverRefused',
  rateLimit: 'serverBusy',
  overload: 'serverBusy',
  network: 'serverUnreachable',
  certificate: 'serverUnreachable',
  timeout: 'serverUnreachable',
  redirect: 'serverRefused',
  tooLarge: 'serverAnswer',
  answer: 'serverAnswer',
};

const TRANSIENT: ReadonlySet<ServerErrorKind> = new Set(['rateLimit', 'overload', 'network', 'timeout']);

export interface ServerErrorDetails {
  /** HTTP status; absent when there was no answer. */
  readonly status?: number;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs?: number;
  /** What the message repeats of the server's answer, which may hold texts that were sent. */
  readonly quoted?: string;
}

/** A failed request: the message names the cause, the hint what to change. Never holds a key. */
export class ServerError extends DeitaError {
  constructor(
    readonly kind: ServerErrorKind,
    message: string,
    hint?: string,
    readonly details: ServerErrorDetails = {},
  ) {
    super(CODES[kind], message, hint, details.quoted);
  }

  /** Whether the same request may succeed later. */
  get transient(): boolean {
    return TRANSIENT.has(this.kind);
  }
}
