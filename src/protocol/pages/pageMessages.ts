import type { WireError } from '../requests';

/** One request of a page to its host. */
export interface PageCall {
  readonly params: unknown;
  readonly result: unknown;
}

/** What one kind of page and its host say to each other. */
export interface PageProtocol {
  /** What the page may ask, a `PageCall` by name. */
  readonly methods: object;
  /** What the host tells unasked, a value by name. */
  readonly events: object;
}

export type PageMethod<P extends PageProtocol> = keyof P['methods'] & string;
export type PageParams<P extends PageProtocol, M extends PageMethod<P>> = Call<P, M>['params'];
export type PageResult<P extends PageProtocol, M extends PageMethod<P>> = Call<P, M>['result'];

type Call<P extends PageProtocol, M extends PageMethod<P>> = P['methods'][M] extends PageCall ? P['methods'][M] : never;

export interface PageRequest {
  readonly kind: 'request';
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

/** The page no longer wants the answer (scrolled past). */
export interface PageCancel {
  readonly kind: 'cancel';
  readonly id: number;
}

/** Runs one of `PAGE_COMMANDS`. What comes of it is seen in events, as when the command is run in any other way. */
export interface PageCommand {
  readonly kind: 'command';
  readonly name: string;
  readonly args?: unknown;
}

export type HostResponse =
  | { readonly kind: 'response'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'response'; readonly id: number; readonly error: WireError };

export interface HostEvent {
  readonly kind: 'event';
  readonly name: string;
  readonly value: unknown;
}

export type ToHost = PageRequest | PageCancel | PageCommand;
export type FromHost = HostResponse | HostEvent;
