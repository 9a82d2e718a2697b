import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
  type CancellationToken,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { CallOptions, EngineMethod, ParamsOf, ResultOf, WireError } from '../../protocol/requests';
import type { HostHandlers, HostMethod, HostParams } from '../../protocol/hostRequests';
import { fromWireError, toWireError } from '../../protocol/wireError';
import { linkedAbort } from '../../common/linkedAbort';
import { ConnectionLost } from './connectionLost';
import { followToken } from './followToken';
import {
  HOST_PREFIX,
  NOTIFICATION,
  PROGRESS,
  REQUEST_FAILED,
  type WireNotification,
  type WireNotifications,
  type WireRequest,
} from './wire';

export interface ConnectionListeners {
  /** Answers what the engine asks. */
  readonly host: HostHandlers;
  readonly onNotification: (notification: WireNotification) => void;
  /** A line that the engine wrote to its error stream: a native library's message, or the trace of a defect. */
  readonly onErrorLine: (line: string) => void;
  /** Once, when the process has ended without being asked to. */
  readonly onLost: (reason: string) => void;
}

/** One engine process and the messages to and from it. */
export class EngineConnection {
  private readonly rpc: MessageConnection;
  private readonly loss: Promise<ConnectionLost>;
  private readonly closed: Promise<unknown>;
  /** What fails each request that has no answer yet. */
  private readonly unanswered = new Set<(reason: ConnectionLost) => void>();
  /** Fires when nobody waits any more for what the engine has asked. */
  private readonly gone = new AbortController();
  private ending = false;
  private nextToken = 1;

  constructor(
    private readonly child: ChildProcess,
    listeners: ConnectionListeners,
  ) {
    this.rpc = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    this.rpc.onNotification(NOTIFICATION, ({ notifications }: WireNotifications) => {
      for (const notification of notifications) listeners.onNotification(notification);
    });
    for (const method of Object.keys(listeners.host) as HostMethod[]) this.answer(method, listeners.host);
    this.rpc.onError(([error]) => {
      // A channel that is being closed takes no more messages, which nobody waits for by then.
      if (!this.ending) listeners.onErrorLine(String(error));
    });
    this.rpc.listen();
    if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', listeners.onErrorLine);
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code ?? '?'}` : `signal ${signal}`));
      child.once('error', (error) => resolve(error.message));
    });
    this.closed = ended;
    this.loss = ended.then((reason) => {
      const lost = new ConnectionLost(reason, this.ending);
      this.rpc.dispose();
      this.gone.abort();
      if (!this.ending) listeners.onLost(reason);
      for (const fail of this.unanswered) fail(lost);
      return lost;
    });
  }

  /** @throws ConnectionLost, or the engine's own error */
  async request<M extends EngineMethod>(
    method: M,
    params: ParamsOf<M>,
    { signal, onProgress }: CallOptions = {},
  ): Promise<ResultOf<M>> {
    const cancellation = new CancellationTokenSource();
    const cancel = (): void => cancellation.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    const progressToken = onProgress === undefined ? undefined : this.nextToken++;
    const progress =
      progressToken === undefined || onProgress === undefined
        ? undefined
        : this.rpc.onProgress(PROGRESS, progressToken, onProgress);
    try {
      const request: WireRequest<M> = progressToken === undefined ? { params } : { params, progressToken };
      return await this.unlessLost(this.rpc.sendRequest<ResultOf<M>>(method, request, cancellation.token));
    } catch (error) {
      throw await this.asEngineError(error);
    } finally {
      progress?.dispose();
      signal?.removeEventListener('abort', cancel);
      cancellation.dispose();
    }
  }

  /** Ends a process that does not answer; its requests are lost. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Asks the process to end by closing its channel, and makes it when it does not. */
  async close(): Promise<void> {
    this.ending = true;
    if (this.child.connected) this.child.disconnect();
    const kill = setTimeout(() => this.kill(), PATIENCE_MS);
    await this.closed;
    clearTimeout(kill);
  }

  private answer(method: HostMethod, host: HostHandlers): void {
    this.rpc.onRequest(HOST_PREFIX + method, async (params: HostParams<HostMethod>, token: CancellationToken) => {
      const asked = linkedAbort(this.gone.signal);
      const cancelling = followToken(token, asked.abort);
      try {
        return await host[method](params, asked.signal);
      } catch (error) {
        const wire = toWireError(error);
        return new ResponseError<WireError>(REQUEST_FAILED, wire.message, wire);
      } finally {
        cancelling.dispose();
        asked.unlink();
      }
    });
  }

  /** Not a race with `loss` itself, which would hold every answer for as long as the process lives. */
  private async unlessLost<T>(answer: Promise<T>): Promise<T> {
    let fail: (reason: ConnectionLost) => void = () => undefined;
    const lost = new Promise<never>((_, reject) => {
      fail = reject;
    });
    this.unanswered.add(fail);
    try {
      return await Promise.race([answer, lost]);
    } finally {
      this.unanswered.delete(fail);
    }
  }

  private async asEngineError(error: unknown): Promise<unknown> {
    if (error instanceof ConnectionLost) return error;
    if (error instanceof ResponseError && error.data !== undefined) return fromWireError(error.data as WireError);
    // Whatever is no answer means that the channel does not work; the process's end tells why.
    if (!this.ending) this.kill();
    return this.loss;
  }
}

const PATIENCE_MS = 3_000;
