import type { ErrorCode } from '../common/errors';
import type { Message } from '../common/message';

/** `info` for files and jobs, `debug` for every other request. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

type LogValue = string | number | boolean | null | { readonly [name: string]: LogValue | undefined };

/** What an entry is about, by name; undefined = nothing to say. Never a text of a row or of a search, never a key. */
export type LogFields = Readonly<Record<string, LogValue | undefined>>;

export interface LogEntry {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields?: LogFields;
  /** The frames of an error's stack, a line each. */
  readonly stack?: string;
  /** The message by code and parameters, for whoever shows it in the reader's language. */
  readonly said?: Message;
  /** The person should see it, not the log alone. */
  readonly notify?: boolean;
  /** The failure of a request: whoever asked is told by the error itself. */
  readonly answered?: boolean;
  /** What it is about, where a front has something to say of its own, such as the setting to change. */
  readonly code?: ErrorCode;
}

export type Log = (entry: LogEntry) => void;

/** An entry as the logs of all fronts show it: `message name=value …`, and the stack below. */
export function logText({ message, fields = {}, stack }: LogEntry): string {
  const values = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [`${name}=${typeof value === 'string' && PLAIN.test(value) ? value : JSON.stringify(value)}`],
  );
  const line = [message, ...values].join(' ');
  return stack === undefined || stack === '' ? line : `${line}\n${stack}`;
}

/** What needs no quotation marks to be told from what follows. */
const PLAIN = /^[\w./:@+-]+$/;
