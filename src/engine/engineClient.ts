import type { ChildProcess } from 'node:child_process';
import { Emitter } from '../common/emitter';
import { DeitaError, throwIfAborted } from '../common/errors';
import { sleep } from '../common/sleep';
import {
  PROTOCOL_VERSION,
  type CallOptions,
  type EngineApi,
  type EngineInfo,
  type EngineMethod,
  type EngineNotifications,
  type EngineOptions,
  type EngineStatus,
  type ParamsOf,
  type ResultOf,
} from '../protocol/requests';
import { forkEngineProcess } from './entryPoints';
import { ConnectionLost, EngineConnection } from './process/engineConnection';
import { OpenedState } from './process/openedState';
import { RestartPolicy } from './process/restartPolicy';
import type { WireNotification } from './process/wire';

export interface EngineClientOptions extends EngineOptions {
  /** The Node that runs the engine; null or absent = the one that runs this process. */
  readonly nodePath?: string | null;
  /** Starts the process; a test's own, say. */
  readonly fork?: () => ChildProcess;
}

/** A request that meets a crash is sent again this often: it may itself be what ends the engine. */
const MOST_RESENDS = 2;
const START_TIMEOUT_MS = 30_000;

/**
 * The engine in a process of its own, as if it were in this one. Started by `start`; when it crashes it is started
 * again, datasets and views are restored and unfinished requests sent anew (jobs go on from the cache). Every request
 * ends in exactly one of result, typed error, cancelled.
 */
export class EngineClient implements EngineApi {
  private readonly events = new Emitter<EngineNotifications>();
  private readonly opened = new OpenedState();
  private readonly policy = new RestartPolicy();
  private connecting: Promise<EngineConnection> | null = null;
  private pending = 0;
  private disposed = false;
  /** The next engine has to be told what the last one had open. */
  private crashed = false;
  private currentInfo: EngineInfo | undefined;

  private constructor(private readonly options: EngineClientOptions) {}

  /** @throws DeitaError `engineStopped` when the process cannot be started, `protocolMismatch`, `modelMissing` */
  static async start(
    options: EngineClientOptions,
    onLog?: (entry: EngineNotifications['log']) => void,
  ): Promise<EngineClient> {
    const client = new EngineClient(options);
    if (onLog !== undefined) client.on('log', onLog);
    try {
      await client.connection();
    } catch (error) {
      await client.dispose();
      throw error instanceof ConnectionLost ? stopped(`The engine did not start: ${error.message}.`) : error;
    }
    return client;
  }

  get info(): EngineInfo {
    if (this.currentInfo === undefined) throw stopped('The engine has not been started.');
    return this.currentInfo;
  }

  async request<M extends EngineMethod>(
    method: M,
    params: ParamsOf<M>,
    options: CallOptions = {},
  ): Promise<ResultOf<M>> {
    this.pending++;
    try {
      const result = await this.send(method, params, options);
      this.opened.note(method, params, result);
      return result;
    } finally {
      this.pending--;
    }
  }

  on<N extends keyof EngineNotifications>(name: N, listener: (value: EngineNotifications[N]) => void): () => void {
    return this.events.on(name, listener);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    const connecting = this.connecting;
    this.connecting = null;
    await connecting?.then((connection) => connection.close()).catch(() => undefined);
    this.events.clear();
  }

  private async send<M extends EngineMethod>(
    method: M,
    params: ParamsOf<M>,
    options: CallOptions,
  ): Promise<ResultOf<M>> {
    for (let resends = 0; ; resends++) {
      throwIfAborted(options.signal);
      try {
        return await (await this.connection()).request(method, params, options);
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error;
        if (this.disposed) throw stopped('The engine was stopped.');
        if (resends === MOST_RESENDS) throw stopped(`The engine ended ${resends + 1} times at this request.`);
      }
    }
  }

  private connection(): Promise<EngineConnection> {
    if (this.disposed) throw stopped('The engine was stopped.');
    if (this.connecting === null) {
      const connecting = this.connect();
      this.connecting = connecting;
      connecting.catch(() => {
        if (this.connecting === connecting) this.connecting = null;
      });
    }
    return this.connecting;
  }

  private async connect(): Promise<EngineConnection> {
    const { delayMs } = this.policy;
    if (delayMs === null) {
      throw stopped('The engine keeps ending and is not started again for now; the log says more.');
    }
    await sleep(delayMs);
    if (this.disposed) throw stopped('The engine was stopped.');
    const connection = this.fork();
    try {
      await this.handshake(connection);
      if (this.crashed) await this.restore(connection);
      return connection;
    } catch (error) {
      if (!(error instanceof ConnectionLost)) await connection.close();
      throw error;
    }
  }

  private fork(): EngineConnection {
    const child = this.options.fork?.() ?? forkEngineProcess({ nodePath: this.options.nodePath ?? null });
    const connection: EngineConnection = new EngineConnection(child, {
      onNotification: (notification) => this.notify(notification),
      onErrorLine: (line) => this.events.emit('log', { level: 'warn', message: line }),
      onLost: (reason) => this.recover(reason),
    });
    return connection;
  }

  private async handshake(connection: EngineConnection): Promise<void> {
    const { cacheDir, modelDir, threads, executionProvider = 'cpu' } = this.options;
    const timeout = setTimeout(() => connection.kill(), START_TIMEOUT_MS);
    try {
      const options = { cacheDir, modelDir, threads, executionProvider, protocolVersion: PROTOCOL_VERSION };
      this.currentInfo = await connection.request('initialize', options);
    } finally {
      clearTimeout(timeout);
    }
  }

  private async restore(connection: EngineConnection): Promise<void> {
    const restored = await this.opened.restore(
      (method, params) => connection.request(method, params),
      (path, error) => {
        this.events.emit('log', { level: 'error', message: `${path} could not be opened again: ${String(error)}` });
      },
    );
    this.crashed = false;
    this.tell('restarted', 'The engine was started again; unfinished work goes on.');
    for (const info of restored) this.events.emit('datasetChanged', info);
  }

  private notify({ name, value }: WireNotification): void {
    this.events.emit(name, value);
  }

  /** Starts again at once when somebody waits for it or has something open; else the next request will. */
  private recover(reason: string): void {
    this.connecting = null;
    if (this.disposed) return;
    this.crashed = true;
    this.policy.recordCrash();
    this.tell('crashed', `The engine ended unexpectedly (${reason}).`);
    if (this.policy.delayMs === null) this.tell('failed', 'The engine keeps ending and is not started again for now.');
    else if (this.pending > 0 || !this.opened.isEmpty) this.connection().catch(() => undefined);
  }

  private tell(state: EngineStatus['state'], message: string): void {
    this.events.emit('log', { level: state === 'restarted' ? 'info' : 'error', message });
    this.events.emit('engineStatus', { state, message });
  }
}

function stopped(message: string): DeitaError {
  return new DeitaError('engineStopped', message, 'Reload the window to start it again.');
}
