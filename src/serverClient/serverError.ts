import { DeitaError, type ErrorCode } from '../common/errors';
import { inWordsOfLogs, type SaidArguments } from '../messages/say';
import type { ServerFaultId } from '../messages/faults/server';
import type { Message } from '../common/message';

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
    said?: Message,
  ) {
    super(CODES[kind], message, hint, details.quoted, said);
  }

  /** Whether the same request may succeed later. */
  get transient(): boolean {
    return TRANSIENT.has(this.kind);
  }
}

/**
 * The error of a failed request that is told of by code and parameters.
 * @param failure its kind, with whatever else decides what to do next
 */
export function serverFault<Id extends ServerFaultId>(
  failure: ServerErrorKind | (Omit<ServerErrorDetails, 'quoted'> & { readonly kind: ServerErrorKind }),
  id: Id,
  ...args: SaidArguments<Id>
): ServerError {
  const { kind, ...details } = typeof failure === 'string' ? { kind: failure } : failure;
  const { message, hint, quoted, said } = inWordsOfLogs(id, ...args);
  return new ServerError(kind, message, hint, quoted === undefined ? details : { ...details, quoted }, said);
}
