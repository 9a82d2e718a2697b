import { DeitaError } from '../../src/common/errors';
import type { WireError } from '../../src/protocol/requests';
import type {
  HostEvent,
  HostResponse,
  PageCancel,
  PageEvents,
  PageMethod,
  PageMethods,
  PageRequest,
} from '../../src/protocol/webview';

export type ToHost = PageRequest | PageCancel;
export type FromHost = HostResponse | HostEvent;

interface PendingRequest {
  resolve(result: unknown): void;
  reject(error: DeitaError): void;
}

type Listener = (value: never) => void;

/** Requests by id, each ending in exactly one of result, typed error, cancelled; and the host's events by name. */
export class RequestClient {
  readonly #pending = new Map<number, PendingRequest>();
  readonly #listeners = new Map<keyof PageEvents, Set<Listener>>();
  #nextId = 1;

  constructor(private readonly post: (message: ToHost) => void) {}

  /** Aborting the signal rejects at once and tells the host to stop; an answer that still comes is dropped. */
  request<M extends PageMethod>(
    method: M,
    params: PageMethods[M]['params'],
    signal?: AbortSignal,
  ): Promise<PageMethods[M]['result']> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(cancelled());
        return;
      }
      const id = this.#nextId++;
      const onAbort = (): void => {
        this.#pending.delete(id);
        this.post({ kind: 'cancel', id });
        reject(cancelled());
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      const settled = (): void => signal?.removeEventListener('abort', onAbort);
      this.#pending.set(id, {
        resolve: (result) => {
          settled();
          resolve(result as PageMethods[M]['result']);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      });
      this.post({ kind: 'request', id, method, params });
    });
  }

  on<N extends keyof PageEvents>(name: N, listener: (value: PageEvents[N]) => void): void {
    const listeners = this.#listeners.get(name) ?? new Set<Listener>();
    listeners.add(listener);
    this.#listeners.set(name, listeners);
  }

  receive(message: FromHost): void {
    if (message.kind === 'event') this.#emit(message);
    else this.#settle(message);
  }

  #emit(message: HostEvent): void {
    for (const listener of this.#listeners.get(message.name) ?? []) listener(message.value as never);
  }

  #settle(message: HostResponse): void {
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    this.#pending.delete(message.id);
    if ('error' in message) pending.reject(fromWire(message.error));
    else pending.resolve(message.result);
  }
}

function fromWire(error: WireError): DeitaError {
  return new DeitaError(error.code, error.message, error.hint);
}

function cancelled(): DeitaError {
  return new DeitaError('cancelled', 'Cancelled.');
}
