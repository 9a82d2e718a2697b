import type { ChildProcess } from 'node:child_process';
import { Emitter } from '../common/emitter';
import { throwIfAborted } from '../common/errors';
import { NO_HOST, type HostHandlers } from '../protocol/hostRequests';
import { sleep } from '../common/sleep';
import { loggedError } from '../protocol/loggedError';
import { isJob, type JobMethod } from '../protocol/jobs';
import type { EngineNotifications, EngineStatus } from '../protocol/notifications';
import {
  PROTOCOL_VERSION,
  type CallOptions,
  type EngineApi,
  type EngineMethod,
  type EngineOptions,
  type ParamsOf,
  type ResultOf,
} from '../protocol/requests';
import { clearCacheFolder } from '../storage/clearFolder';
import { forkEngineProcess } from './entryPoints';
import { orAborted } from './job';
import { ConnectionLost, givenUp, StartFailed } from './process/connectionLost';
import type { EngineConnection } from './process/engineConnection';
import { OpenedState, type Send } from './process/openedState';
import { RestartPolicy } from './process/restartPolicy';
import { fault } from '../messages/say';

export interface EngineClientOptions extends EngineOptions {
  /** The Node that runs the engine; null or absent = the one that runs this process. */
  readonly nodePath?: string | null;
  /** Answers what the engine asks; absent = nothing. */
  readonly host?: HostHandlers;
  /** Starts the process; a test's own, say. */
  readonly fork?: () => ChildProcess;
}

/** Tells the first engine what it has to know before anything else, such as keys; the ones after it are told the same. */
export type PrepareEngine = (engine: Pick<EngineApi, 'request'>) => Promise<void>;

/** A request that meets a crash is sent again this often: it may itself be what ends the engine. */
const MOST_RESENDS = 2;
const START_TIMEOUT_MS = 30_000;

/**
 * The engine in a process of its own, as if it were in this one. The first request starts it; a crash or `restart`
 * starts it again with the options as they are then: datasets, views and keys are restored and unfinished requests sent
 * again (jobs go on from the cache). Every request ends in exactly one of result, typed error, cancelled.
 */
export class EngineClient implements EngineApi {
  private readonly events = new Emitter<EngineNotifications>();
  private readonly opened = new OpenedState();
  private readonly policy = new RestartPolicy();
  private connecting: Promise<EngineConnection> | null = null;
  /** While the engine is down on purpose, no other may start. */
  private down: Promise<unknown> = Promise.resolve();
  /** Goes up with every restart on purpose: what belongs to an earlier engine is over. */
  private generation = 0;
  /** Requests without an answer yet. */
  private readonly waiting = new Set<Waiting>();
  private begun = false;
  private prepared = false;
  private disposed = false;
  /** Crashed, and not yet told of as running again. */
  private crashed = false;

  constructor(
    private readonly options: () => EngineClientOptions,
    private readonly prepare: PrepareEngine = () => Promise.resolve(),
  ) {}

  /** Whether an engine was ever started. */
  get started(): boolean {
    return this.begun;
  }

  /** @throws also DeitaError `engineStopped` when the process cannot be started, `protocolMismatch` */
  async request<M extends EngineMethod>(
    method: M,
    params: ParamsOf<M>,
    options: CallOptions = {},
  ): Promise<ResultOf<M>> {
    this.opened.noteAsked(method, params);
    const result = await this.whileWaiting(method, options, async (connection) => {
      const regained = await this.opened.regain(method, params, sendOver(connection));
      if (regained !== undefined) this.events.emit('datasetChanged', regained);
      throwIfAborted(options.signal);
      return connection.request(method, params, options);
    });
    this.opened.note(method, params, result);
    return result;
  }

  on<N extends keyof EngineNotifications>(name: N, listener: (value: EngineNotifications[N]) => void): () => void {
    return this.events.on(name, listener);
  }

  /**
   * Ends the engine, does what has to be done while it is down, and starts it again if anything is open or asked of it.
   * @returns when that has been done; what is asked meanwhile waits
   */
  async restart(whileDown: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    if (this.begun) this.events.emit('log', { level: 'info', message: 'The engine is started again on purpose.' });
    const down = Promise.all([this.down, this.end()]).then(whileDown);
    this.down = down.catch(() => undefined);
    this.policy.forgive();
    if (this.isWanted) this.connection().catch(() => undefined);
    await down;
  }

  /** Deletes what is kept but for selections, while no engine runs. */
  clearCache(): Promise<void> {
    return this.restart(async () => {
      const { cacheDir } = this.options();
      if (cacheDir !== null) await clearCacheFolder(cacheDir);
    });
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    await this.end();
    this.events.clear();
  }

  private get isWanted(): boolean {
    return this.waiting.size > 0 || !this.opened.isEmpty;
  }

  /** Asks the engine, and the next one where it ends before it has answered. */
  private async whileWaiting<T>(
    method: EngineMethod,
    { signal }: CallOptions,
    ask: (connection: EngineConnection) => Promise<T>,
  ): Promise<T> {
    const waiting: Waiting = { method, interrupted: false };
    this.waiting.add(waiting);
    try {
      for (let resends = 0; ;) {
        throwIfAborted(signal);
        try {
          return await ask(await orAborted(this.connection(), signal));
        } catch (error) {
          if (!(error instanceof ConnectionLost)) throw error;
          if (this.disposed) throw fault('engineWasStopped');
          if (!error.asked && ++resends > MOST_RESENDS) throw givenUp(error, resends);
          if (!(error instanceof StartFailed)) waiting.interrupted = true;
        }
      }
    } finally {
      this.waiting.delete(waiting);
    }
  }

  private connection(): Promise<EngineConnection> {
    if (this.disposed) throw fault('engineWasStopped');
    this.begun = true;
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
    // As they are now: a later restart waits for this engine to end, which must not wait for that restart.
    const { generation, down } = this;
    // Loaded with the first engine, not with whoever may start one.
    const { EngineConnection: Connection } = await import('./process/engineConnection');
    await down;
    const { delayMs } = this.policy;
    if (delayMs === null) {
      throw fault('engineKeepsEnding');
    }
    await sleep(delayMs);
    if (this.disposed) throw fault('engineWasStopped');
    if (generation !== this.generation) throw new ConnectionLost('started again', true);
    const connection = this.fork(Connection);
    try {
      await this.handshake(connection);
      await this.takeUp(connection);
      return connection;
    } catch (error) {
      if (!(error instanceof ConnectionLost)) await connection.close();
      throw error instanceof ConnectionLost && !error.asked ? new StartFailed(error.message) : error;
    }
  }

  private fork(Connection: typeof EngineConnection): EngineConnection {
    const { generation } = this;
    const { fork, nodePath = null, host = NO_HOST } = this.options();
    const child = fork?.() ?? forkEngineProcess({ nodePath });
    return new Connection(child, {
      host,
      onNotification: ({ name, value }) => this.events.emit(name, value),
      onErrorLine: (line) => this.events.emit('log', { level: 'warn', message: line }),
      onLost: (reason) => {
        if (generation === this.generation) this.recover(reason);
      },
    });
  }

  private async handshake(connection: EngineConnection): Promise<void> {
    const { cacheDir, modelDir, threads, executionProvider = 'cpu' } = this.options();
    const timeout = setTimeout(() => connection.kill(), START_TIMEOUT_MS);
    try {
      const options = { cacheDir, modelDir, threads, executionProvider, protocolVersion: PROTOCOL_VERSION };
      await connection.request('initialize', options);
    } finally {
      clearTimeout(timeout);
    }
  }

  /** Tells a fresh engine what it has to know and what is open. */
  private async takeUp(connection: EngineConnection): Promise<void> {
    const send = sendOver(connection);
    if (!this.prepared) await this.prepareWith(send);
    const restored = await this.opened.restore(send, (path, error) => {
      const message = `${path} could not be opened again.`;
      this.events.emit('log', { level: 'error', message, ...loggedError(error) });
    });
    if (this.crashed) this.tellOfRestart();
    this.crashed = false;
    for (const info of restored) this.events.emit('datasetChanged', info);
  }

  private async prepareWith(send: Send): Promise<void> {
    try {
      await this.prepare({
        request: async (method, params) => {
          const result = await send(method, params);
          this.opened.note(method, params, result);
          return result;
        },
      });
      this.prepared = true;
    } catch (error) {
      if (error instanceof ConnectionLost) throw error;
      const message = 'The engine was not told all it has to know.';
      this.events.emit('log', { level: 'error', message, ...loggedError(error) });
    }
  }

  private async end(): Promise<void> {
    const { connecting } = this;
    this.connecting = null;
    this.generation++;
    await connecting?.then((connection) => connection.close()).catch(() => undefined);
  }

  /** Starts again at once when somebody waits for it or has something open; else the next request will. */
  private recover(reason: string): void {
    this.connecting = null;
    if (this.disposed) return;
    this.crashed = true;
    this.policy.recordCrash();
    this.tell('crashed', `The engine ended unexpectedly (${reason}).`);
    if (this.policy.delayMs === null) this.tell('failed', 'The engine keeps ending and is not started again for now.');
    else if (this.isWanted) this.connection().catch(() => undefined);
  }

  private tellOfRestart(): void {
    const interrupted = [...this.waiting].filter((waiting) => waiting.interrupted).map(({ method }) => method);
    const resent = interrupted.filter(isJob);
    const names = interrupted.length === 0 ? 'nothing' : interrupted.join(', ');
    this.tell('restarted', `The engine was started again; sent again: ${names}.`, resent);
  }

  private tell(state: EngineStatus['state'], message: string, resent: readonly JobMethod[] = []): void {
    this.events.emit('log', { level: state === 'restarted' ? 'info' : 'error', message });
    this.events.emit('engineStatus', { state, message, ...(resent.length > 0 && { resent }) });
  }
}

interface Waiting {
  readonly method: EngineMethod;
  /** It was lost with an engine, and is sent again. */
  interrupted: boolean;
}

function sendOver(connection: EngineConnection): Send {
  return (method, params) => connection.request(method, params);
}
