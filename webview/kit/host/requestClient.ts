import { Emitter } from '../../../src/common/emitter';
import { cancelled, type DeitaError } from '../../../src/common/errors';
import type { PageCommandCall, PageCommandName } from '../../../src/protocol/pages/pageCommands';
import type {
  FromHost,
  HostResponse,
  PageMethod,
  PageParams,
  PageProtocol,
  PageResult,
  ToHost,
} from '../../../src/protocol/pages/pageMessages';
import { fromWireError } from '../../../src/protocol/wireError';

interface PendingRequest {
  resolve(result: unknown): void;
  reject(error: DeitaError): void;
}

/**
 * A page's side of the channel: requests by id, each ending in exactly one of result, typed error, cancelled; commands;
 * and the host's events by name.
 */
export class RequestClient<P extends PageProtocol> {
  readonly #pending = new Map<number, PendingRequest>();
  readonly #events = new Emitter<P['events']>();
  #nextId = 1;

  constructor(private readonly host: { postMessage(message: ToHost): void }) {}

  /** Aborting the signal rejects at once and tells the host to stop; an answer that still comes is dropped. */
  request<M extends PageMethod<P>>(
    method: M,
    params: PageParams<P, M>,
    signal?: AbortSignal,
  ): Promise<PageResult<P, M>> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(cancelled());
        return;
      }
      const id = this.#nextId++;
      const onAbort = (): void => {
        this.#pending.delete(id);
        this.host.postMessage({ kind: 'cancel', id });
        reject(cancelled());
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      const settled = (): void => signal?.removeEventListener('abort', onAbort);
      this.#pending.set(id, {
        resolve: (result) => {
          settled();
          resolve(result);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      });
      this.host.postMessage({ kind: 'request', id, method, params });
    });
  }

  /** Runs a command of the extension on the file that the page shows. */
  run<N extends PageCommandName>(...[name, args]: PageCommandCall<N>): void {
    this.host.postMessage({ kind: 'command', name, args });
  }

  on<N extends keyof P['events']>(name: N, listener: (value: P['events'][N]) => void): void {
    this.#events.on(name, listener);
  }

  receive(message: FromHost): void {
    if (message.kind === 'event') this.#events.emit(message.name as keyof P['events'], message.value as never);
    else this.#settle(message);
  }

  #settle(message: HostResponse): void {
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    this.#pending.delete(message.id);
    if ('error' in message) pending.reject(fromWireError(message.error));
    else pending.resolve(message.result);
  }
}
