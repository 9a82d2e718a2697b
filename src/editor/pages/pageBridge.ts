import type { Uri } from 'vscode';
import type { Subscription } from '../../common/emitter';
import { PAGE_COMMANDS, type PageCommandName } from '../../protocol/pages/pageCommands';
import type {
  FromHost,
  HostResponse,
  PageCancel,
  PageCommand,
  PageMethod,
  PageParams,
  PageProtocol,
  PageRequest,
  PageResult,
} from '../../protocol/pages/pageMessages';
import { toWireError } from '../../protocol/wireError';
import { fault } from '../../messages/say';

/** Answers one method of the page. */
type PageHandler<P extends PageProtocol, M extends PageMethod<P>> = (
  params: PageParams<P, M>,
  signal: AbortSignal,
) => Promise<PageResult<P, M>> | PageResult<P, M>;

/** A handler for every method that the page may call; there is no other way in. */
export type PageHandlers<P extends PageProtocol> = { readonly [M in PageMethod<P>]: PageHandler<P, M> };

/** The page's side of the channel, a webview. */
export interface PageChannel {
  onDidReceiveMessage(listener: (message: unknown) => void): Subscription;
  postMessage(message: FromHost): unknown;
}

/** Runs a command by name, as VS Code does: it tells of its own errors. */
export interface CommandRunner {
  executeCommand(name: string, ...args: unknown[]): unknown;
}

/**
 * Carries messages between one page and its handlers; every request of the page ends in exactly one response. Its
 * commands are run if they are among `PAGE_COMMANDS` and their arguments are as it says there.
 */
export class PageBridge<P extends PageProtocol> implements Subscription {
  private readonly running = new Map<number, AbortController>();
  private readonly subscription: Subscription;
  private disposed = false;

  constructor(
    private readonly channel: PageChannel,
    private readonly handlers: PageHandlers<P>,
    private readonly commands: CommandRunner,
    /** The file that the page shows, to which its commands apply. */
    private readonly file: Uri,
  ) {
    this.subscription = channel.onDidReceiveMessage((message) => this.receive(message));
  }

  send<N extends keyof P['events'] & string>(name: N, value: P['events'][N]): void {
    this.post({ kind: 'event', name, value });
  }

  /** The page is gone, and what it asked is of no use; another one may come in its place. */
  forgetPage(): void {
    const asked = [...this.running.values()];
    this.running.clear();
    for (const abort of asked) abort.abort();
  }

  dispose(): void {
    this.disposed = true;
    this.subscription.dispose();
    this.forgetPage();
  }

  private receive(message: unknown): void {
    if (isCancel(message)) this.running.get(message.id)?.abort();
    else if (isRequest(message)) void this.answer(message);
    else if (isCommand(message)) this.commands.executeCommand(message.name, this.file, message.args);
  }

  private async answer(request: PageRequest): Promise<void> {
    const abort = new AbortController();
    this.running.set(request.id, abort);
    let response: HostResponse;
    try {
      response = { kind: 'response', id: request.id, result: await this.handle(request, abort.signal) };
    } catch (error) {
      response = { kind: 'response', id: request.id, error: toWireError(error) };
    }
    // The next page counts its requests anew: it would take the answer for that to one of its own.
    if (this.running.get(request.id) !== abort) return;
    this.running.delete(request.id);
    this.post(response);
  }

  /** What was still being worked out when the page was closed has nobody to go to. */
  private post(message: FromHost): void {
    if (!this.disposed) this.channel.postMessage(message);
  }

  private handle({ method, params }: PageRequest, signal: AbortSignal): unknown {
    if (!Object.hasOwn(this.handlers, method)) throw fault('unknownMethod');
    const handler = this.handlers[method as PageMethod<P>];
    return handler(params, signal);
  }
}

function isRequest(message: unknown): message is PageRequest {
  return isMessage(message, 'request') && typeof (message as Partial<PageRequest>).method === 'string';
}

function isCommand(message: unknown): message is PageCommand {
  if (typeof message !== 'object' || message === null) return false;
  const { kind, name, args } = message as Partial<Record<keyof PageCommand, unknown>>;
  if (kind !== 'command' || typeof name !== 'string' || !Object.hasOwn(PAGE_COMMANDS, name)) return false;
  return PAGE_COMMANDS[name as PageCommandName](args);
}

function isCancel(message: unknown): message is PageCancel {
  return isMessage(message, 'cancel');
}

function isMessage(message: unknown, kind: string): boolean {
  if (typeof message !== 'object' || message === null) return false;
  const { kind: actual, id } = message as { kind?: unknown; id?: unknown };
  return actual === kind && typeof id === 'number';
}
