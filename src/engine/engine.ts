import { Emitter } from '../common/emitter';
import { linkedAbort } from '../common/linkedAbort';
import { hostOf, NO_HOST, type AskHost } from '../protocol/hostRequests';
import type { Log, LogFields } from '../protocol/log';
import type { EngineNotifications } from '../protocol/notifications';
import type { CallOptions, EngineApi, EngineMethod, EngineOptions, ParamsOf, ResultOf } from '../protocol/requests';
import { openCacheStore } from '../storage/cacheStore';
import type { CacheDisk } from '../storage/cacheDisk';
import type { WarnOfCache } from '../storage/cacheProblem';
import type { EngineContext } from './engineContext';
import { createHandlers, type Handlers } from './handlers';
import { Credentials } from './credentials';
import { AllModels } from './models/allModels';
import type { EngineModels } from './models/engineModels';
import { OpenDatasets } from './openDatasets';
import { RequestLog } from './requestLog';
import { runtimeFields } from '../protocol/runtime';
import { fault } from '../messages/say';
import { notice } from './notice';
import type { Message } from '../common/message';

export interface Engine extends EngineApi {
  /** Ends running jobs, closes files and the cache. */
  dispose(): Promise<void>;
}

/** What the process that runs it, or a test, puts in place. */
export interface EngineParts {
  readonly models: EngineModels;
  readonly disk: CacheDisk;
  readonly host: AskHost;
}

/** One engine in this process: the command line uses it directly, the engine process hosts one for the editor. */
export function createEngine(options: EngineOptions, parts: Partial<EngineParts> = {}): Engine {
  const events = new Emitter<EngineNotifications>();
  const log: Log = (entry) => events.emit('log', entry);
  const notify = (said: Message): void => events.emit('log', notice(said));
  const credentials = new Credentials(notify);
  const host = parts.host ?? hostOf(NO_HOST);
  const models = parts.models ?? new AllModels(options, credentials, notify, host);
  return new InProcessEngine(options, {
    models,
    credentials,
    events,
    log,
    disk: parts.disk,
    host,
  });
}

interface EngineWiring extends Pick<EngineContext, 'models' | 'credentials' | 'log' | 'host'> {
  readonly events: Emitter<EngineNotifications>;
  readonly disk: CacheDisk | undefined;
}

class InProcessEngine implements Engine {
  private readonly events: Emitter<EngineNotifications>;
  private readonly context: EngineContext;
  private readonly datasets: OpenDatasets;
  private readonly handlers: Handlers;
  private readonly requests: RequestLog;
  private disposed = false;
  /** Unfinished requests, and what ends each. */
  private readonly running = new Map<Promise<unknown>, () => void>();

  constructor(options: EngineOptions, { models, credentials, events, log, disk, host }: EngineWiring) {
    const { cacheDir } = options;
    this.events = events;
    this.requests = new RequestLog(log);
    const warn: WarnOfCache = (said, remedy) => {
      const code = remedy === 'otherFolder' ? ({ code: 'cacheUnusable' } as const) : {};
      // What is wrong from the start is told when there are listeners.
      setImmediate(() => events.emit('log', { ...notice(said), ...code }));
    };
    this.context = {
      models,
      credentials,
      cache: openCacheStore({ cacheDir, warn, ...(disk && { disk }) }),
      emit: (name, value) => {
        if (!this.disposed) events.emit(name, value);
      },
      host,
      log,
    };
    setImmediate(() => log({ level: 'info', message: 'engine started', fields: startFields(options) }));
    this.datasets = new OpenDatasets(this.context);
    this.handlers = createHandlers(this.context, this.datasets);
  }

  async request<M extends EngineMethod>(
    method: M,
    params: ParamsOf<M>,
    { signal, onProgress }: CallOptions = {},
  ): Promise<ResultOf<M>> {
    if (this.disposed) throw fault('engineStopped');
    const { abort, unlink, ...linked } = linkedAbort(signal);
    const answer = this.requests.follow(method, params, () => this.handlers[method](params, { ...linked, onProgress }));
    const settled = answer
      .catch(() => undefined)
      .finally(() => {
        unlink();
        this.running.delete(settled);
      });
    this.running.set(settled, abort);
    return answer;
  }

  on<N extends keyof EngineNotifications>(name: N, listener: (value: EngineNotifications[N]) => void): () => void {
    return this.events.on(name, listener);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    for (const abort of this.running.values()) abort();
    await Promise.all(this.running.keys());
    await this.datasets.closeAll();
    await this.context.models.dispose();
    await this.context.cache.close();
    await new Promise((resolve) => setImmediate(resolve)); // What the cache has to say at its end.
    this.events.clear();
  }
}

function startFields({ cacheDir, threads, executionProvider }: EngineOptions): LogFields {
  return { ...runtimeFields(), process: process.pid, cacheDir, threads, executionProvider };
}
