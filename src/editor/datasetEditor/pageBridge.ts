import type * as vscode from 'vscode';
import { DeitaError } from '../../common/errors';
import type {
  HostEvent,
  HostResponse,
  PageCancel,
  PageEvents,
  PageMethod,
  PageMethods,
  PageRequest,
} from '../../protocol/webview';
import { toWireError } from '../../protocol/wireError';

/** Answers one method of the page. */
type PageHandler<M extends PageMethod> = (
  params: PageMethods[M]['params'],
  signal: AbortSignal,
) => Promise<PageMethods[M]['result']> | PageMethods[M]['result'];

/** A handler for every method that the page may call; there is no other way in. */
export type PageHandlers = { readonly [M in PageMethod]: PageHandler<M> };

/** Carries messages between one page and its handlers; every request of the page ends in exactly one response. */
export class PageBridge implements vscode.Disposable {
  private readonly running = new Map<number, AbortController>();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly webview: vscode.Webview,
    private readonly handlers: PageHandlers,
  ) {
    this.subscription = webview.onDidReceiveMessage((message: unknown) => this.receive(message));
  }

  send<N extends keyof PageEvents>(name: N, value: PageEvents[N]): void {
    const event: HostEvent = { kind: 'event', name, value };
    void this.webview.postMessage(event);
  }

  dispose(): void {
    this.subscription.dispose();
    for (const abort of this.running.values()) abort.abort();
  }

  private receive(message: unknown): void {
    if (isCancel(message)) this.running.get(message.id)?.abort();
    else if (isRequest(message)) void this.answer(message);
  }

  private async answer(request: PageRequest): Promise<void> {
    const abort = new AbortController();
    this.running.set(request.id, abort);
    let response: HostResponse;
    try {
      response = { kind: 'response', id: request.id, result: await this.handle(request, abort.signal) };
    } catch (error) {
      response = { kind: 'response', id: request.id, error: toWireError(error) };
    } finally {
      this.running.delete(request.id);
    }
    void this.webview.postMessage(response);
  }

  private handle({ method, params }: PageRequest, signal: AbortSignal): unknown {
    if (!Object.hasOwn(this.handlers, method)) throw new DeitaError('usage', 'The page asked for an unknown method.');
    return (this.handlers[method] as PageHandler<PageMethod>)(params as never, signal);
  }
}

function isRequest(message: unknown): message is PageRequest {
  return isMessage(message, 'request') && typeof (message as Partial<PageRequest>).method === 'string';
}

function isCancel(message: unknown): message is PageCancel {
  return isMessage(message, 'cancel');
}

function isMessage(message: unknown, kind: string): boolean {
  if (typeof message !== 'object' || message === null) return false;
  const { kind: actual, id } = message as { kind?: unknown; id?: unknown };
  return actual === kind && typeof id === 'number';
}
