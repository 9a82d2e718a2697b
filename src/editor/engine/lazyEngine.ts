import * as vscode from 'vscode';
import { Emitter } from '../../common/emitter';
import type {
  CallOptions,
  EngineApi,
  EngineInfo,
  EngineMethod,
  EngineNotifications,
  ParamsOf,
  ResultOf,
} from '../../protocol/requests';

/** A running engine, as the host needs it. */
export interface StartedEngine extends EngineApi {
  readonly info: EngineInfo;
  dispose(): Promise<void>;
}

export type StartEngine = () => Promise<StartedEngine>;

/** The engine, started when the first request needs it and started anew when a setting that it starts with changes. */
export class LazyEngine implements EngineApi, vscode.Disposable {
  private readonly events = new Emitter<EngineNotifications>();
  private readonly replacedEmitter = new vscode.EventEmitter<void>();
  private starting: Promise<StartedEngine> | null = null;
  /** While it is being replaced, no other engine may start. */
  private down: Promise<unknown> = Promise.resolve();

  /** The engine is being stopped on purpose: what it had open is gone, requests go to the next one. */
  readonly onDidReplace = this.replacedEmitter.event;

  constructor(private readonly start: StartEngine) {}

  get started(): boolean {
    return this.starting !== null;
  }

  async info(): Promise<EngineInfo> {
    return (await this.engine()).info;
  }

  async request<M extends EngineMethod>(method: M, params: ParamsOf<M>, options?: CallOptions): Promise<ResultOf<M>> {
    return (await this.engine()).request(method, params, options);
  }

  on<N extends keyof EngineNotifications>(name: N, listener: (value: EngineNotifications[N]) => void): () => void {
    return this.events.on(name, listener);
  }

  /** Stops the engine, does what has to be done while it is down, and lets the next request start it again. */
  async replace(whileDown: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const down = this.stop().then(whileDown);
    this.down = down.catch(() => undefined);
    this.replacedEmitter.fire();
    await down;
  }

  dispose(): void {
    void this.stop();
    this.events.clear();
    this.replacedEmitter.dispose();
  }

  private engine(): Promise<StartedEngine> {
    this.starting ??= this.startAndListen().catch((error: unknown) => {
      this.starting = null;
      throw error;
    });
    return this.starting;
  }

  private async startAndListen(): Promise<StartedEngine> {
    await this.down;
    const engine = await this.start();
    engine.on('datasetChanged', (info) => this.events.emit('datasetChanged', info));
    engine.on('viewChanged', (view) => this.events.emit('viewChanged', view));
    engine.on('engineStatus', (status) => this.events.emit('engineStatus', status));
    engine.on('log', (entry) => this.events.emit('log', entry));
    return engine;
  }

  private async stop(): Promise<void> {
    const starting = this.starting;
    this.starting = null;
    if (starting !== null) await starting.then((engine) => engine.dispose()).catch(() => undefined);
  }
}
