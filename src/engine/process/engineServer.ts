import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  CancellationTokenSource,
  ResponseError,
  type CancellationToken,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { cancelled } from '../../common/errors';
import type { EngineMethod, EngineOptions, ParamsOf, WireError } from '../../protocol/requests';
import type { AskHost, HostResult } from '../../protocol/hostRequests';
import { fromWireError, toWireError } from '../../protocol/wireError';
import type { Engine } from '../engine';
import { followToken } from './followToken';
import { NotificationQueue } from './notificationQueue';
import {
  ENGINE_NOTIFICATIONS,
  HOST_PREFIX,
  NOTIFICATION,
  PROGRESS,
  REQUEST_FAILED,
  type WireNotifications,
  type WireRequest,
} from './wire';
import { fault } from '../../messages/say';

/** @param host asks the parent process */
export type CreateEngine = (options: EngineOptions, host: AskHost) => Engine;

/** How long a parent that is gone waits for files and cache to be closed. */
const LAST_WORDS_MS = 2_000;

/**
 * Answers the parent process over its IPC channel, with an engine made at the handshake. Ends this process when the
 * parent goes away.
 */
export function serveEngine(createEngine: CreateEngine): void {
  const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
  const server = new EngineServer(createEngine, connection);
  connection.onRequest((method, request, token) => server.answer(method, request as unknown as WireRequest, token));
  process.once('disconnect', () => {
    setTimeout(() => process.exit(0), LAST_WORDS_MS).unref();
    void server.dispose().finally(() => process.exit(0));
  });
  connection.listen();
}

class EngineServer {
  private engine: Engine | undefined;
  private readonly news = new NotificationQueue((notifications) => {
    const message: WireNotifications = { notifications };
    // A parent that has gone away needs no news.
    this.connection.sendNotification(NOTIFICATION, message).catch(() => undefined);
  });

  constructor(
    private readonly createEngine: CreateEngine,
    private readonly connection: MessageConnection,
  ) {}

  async answer(method: string, { params, progressToken }: WireRequest, token: CancellationToken): Promise<unknown> {
    const abort = new AbortController();
    const cancelling = followToken(token, () => abort.abort());
    try {
      const engine = method === 'initialize' ? this.start(params as ParamsOf<'initialize'>) : this.started();
      return await engine.request(method as EngineMethod, params, {
        signal: abort.signal,
        ...(progressToken === undefined
          ? {}
          : { onProgress: (value) => void this.connection.sendProgress(PROGRESS, progressToken, value) }),
      });
    } catch (error) {
      const wire = toWireError(error);
      // What an engine answers with is in its log.
      if (wire.code === 'internal' && this.engine === undefined) console.error(error);
      return new ResponseError<WireError>(REQUEST_FAILED, wire.message, wire);
    } finally {
      cancelling.dispose();
    }
  }

  async dispose(): Promise<void> {
    await this.engine?.dispose();
  }

  private start(options: EngineOptions): Engine {
    if (this.engine !== undefined) return this.engine;
    const engine = this.createEngine(options, askParent(this.connection));
    this.engine = engine;
    for (const name of ENGINE_NOTIFICATIONS) engine.on(name, (value) => this.news.add({ name, value }));
    return engine;
  }

  private started(): Engine {
    if (this.engine === undefined) throw fault('engineNotInitialised');
    return this.engine;
  }
}

/** @throws DeitaError as the parent's handler throws it */
function askParent(connection: MessageConnection): AskHost {
  return async (method, params, signal) => {
    const cancellation = new CancellationTokenSource();
    const cancel = (): void => cancellation.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      if (signal?.aborted === true) throw cancelled();
      return await connection.sendRequest<HostResult<typeof method>>(HOST_PREFIX + method, params, cancellation.token);
    } catch (error) {
      throw error instanceof ResponseError && error.data !== undefined ? fromWireError(error.data as WireError) : error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      cancellation.dispose();
    }
  };
}
