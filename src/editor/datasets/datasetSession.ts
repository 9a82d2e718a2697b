import type * as vscode from 'vscode';
import { Emitter } from '../../common/emitter';
import { cancelled } from '../../common/errors';
import type { DatasetInfo } from '../../protocol/dataset';
import type { NearDuplicateCluster } from '../../protocol/nearDuplicates';
import type { JobProgress } from '../../protocol/jobProgress';
import type { ViewQuery } from '../../protocol/views';
import type { CallOptions, EngineApi, EngineMethods, ParamsOf, ResultOf } from '../../protocol/requests';
import { fault } from '../../messages/say';

type MethodOfDataset = {
  [M in keyof EngineMethods]: EngineMethods[M]['params'] extends { readonly datasetId: string } ? M : never;
}[keyof EngineMethods];
export type DatasetMethod = Exclude<MethodOfDataset, 'dataset/close' | 'view/set' | 'view/close'>;
export type ParamsWithoutId<M extends keyof EngineMethods> = WithoutId<ParamsOf<M>>;
/** Of each member of a union. */
type WithoutId<P> = P extends unknown ? Omit<P, 'datasetId'> : never;

/** Opens the file in the engine; called again when the file or the mapping of its fields has changed. */
export type OpenInEngine = () => Promise<DatasetInfo>;

/** What people do with a dataset that no command tells of: pages have keys and buttons of their own. */
export type Milestone = 'rowRead' | 'exported';

interface SessionEvents {
  info: DatasetInfo;
  job: JobProgress | null;
  failure: unknown;
  clusters: undefined;
  focusedRow: number;
  milestone: Milestone;
  dispose: undefined;
}

const EXPORTS: ReadonlySet<DatasetMethod> = new Set(['dataset/export', 'dataset/exportSources']);

/**
 * One open dataset, however many editors show it. Holds what the engine last said about it and nothing of its rows;
 * lets one job run at a time.
 */
export class DatasetSession implements vscode.Disposable {
  private readonly events = new Emitter<SessionEvents>();
  private readonly views = new Map<string, ViewQuery>();
  private readonly unsubscribe: () => void;
  private opening: Promise<unknown> = Promise.resolve();
  private jobAbort: AbortController | null = null;
  private jobEnd: Promise<unknown> = Promise.resolve();
  private currentInfo: DatasetInfo;
  private currentJob: JobProgress | null = null;
  private lastFailure: unknown;
  private currentClusters: readonly NearDuplicateCluster[] | null = null;
  /** Of the groups that were asked for last. */
  private clusterState: string | undefined;
  private disposed = false;

  readonly onDidChangeInfo = this.events.event('info');
  /** null = the job ended. */
  readonly onDidChangeJob = this.events.event('job');
  /** A job ended with an error other than its cancellation; undefined = that is of no concern any more. */
  readonly onDidChangeFailure = this.events.event('failure');
  readonly onDidChangeClusters = this.events.event('clusters');
  /** The keyboard's focus in a table went to a row. */
  readonly onDidFocusRow = this.events.event('focusedRow');
  /** Told every time. */
  readonly onDidReach = this.events.event('milestone');
  readonly onDidDispose = this.events.event('dispose');

  static async open(uri: vscode.Uri, engine: EngineApi, openInEngine: OpenInEngine): Promise<DatasetSession> {
    return new DatasetSession(uri, engine, openInEngine, await openInEngine());
  }

  private constructor(
    readonly uri: vscode.Uri,
    private readonly engine: EngineApi,
    private readonly openInEngine: OpenInEngine,
    info: DatasetInfo,
  ) {
    this.currentInfo = info;
    this.followClusters(info);
    this.unsubscribe = engine.on('datasetChanged', (changed) => {
      if (changed.datasetId === this.currentInfo.datasetId) this.setInfo(changed);
    });
  }

  get info(): DatasetInfo {
    return this.currentInfo;
  }

  get job(): JobProgress | null {
    return this.currentJob;
  }

  /** Why the last job ended without a result; undefined = it did not, or somebody has taken note. */
  get failure(): unknown {
    return this.lastFailure;
  }

  /** Result of the last search for near-duplicates, as decisions by hand leave it; null before the first. */
  get clusters(): readonly NearDuplicateCluster[] | null {
    return this.currentClusters;
  }

  async request<M extends DatasetMethod>(
    method: M,
    params: ParamsWithoutId<M>,
    options?: CallOptions,
  ): Promise<ResultOf<M>> {
    await this.opening;
    return this.engine.request(method, this.withId<M>(params), options);
  }

  /** Sorts and filters; remembered, so that the view survives a re-opening of the file. */
  async setView(viewId: string, query: ViewQuery, options?: CallOptions): Promise<ResultOf<'view/set'>> {
    this.views.set(viewId, query);
    await this.opening;
    if (this.views.get(viewId) !== query) throw cancelled();
    return this.engine.request('view/set', this.withId<'view/set'>({ viewId, query }), options);
  }

  /** Lets the engine let go of a view that nobody looks at any more. */
  async closeView(viewId: string): Promise<void> {
    this.views.delete(viewId);
    await this.opening;
    if (!this.disposed) await this.engine.request('view/close', this.withId<'view/close'>({ viewId }));
  }

  /**
   * Runs a request as this dataset's job, with progress and cancellation.
   * @throws DeitaError `jobRunning` while another job runs
   */
  async runJob<M extends DatasetMethod>(
    method: M,
    params: ParamsWithoutId<M>,
    first: JobProgress,
  ): Promise<ResultOf<M>> {
    if (this.jobAbort !== null) throw fault('jobRunningAlready');
    const abort = new AbortController();
    this.jobAbort = abort;
    this.dismissFailure();
    this.setJob(first);
    const options = { signal: abort.signal, onProgress: (job: JobProgress) => this.setJob(job) };
    const work = this.opening.then(() => this.engine.request(method, this.withId<M>(params), options));
    this.jobEnd = work.catch(() => undefined);
    try {
      const result = await work;
      if (EXPORTS.has(method)) this.reach('exported');
      return result;
    } finally {
      this.jobAbort = null;
      this.setJob(null);
    }
  }

  cancelJob(): void {
    this.jobAbort?.abort();
  }

  /** Lets the editors of this dataset show why a job ended without a result. */
  reportFailure(error: unknown): void {
    this.lastFailure = error;
    this.events.emit('failure', error);
  }

  dismissFailure(): void {
    if (this.lastFailure !== undefined) this.reportFailure(undefined);
  }

  setClusters(clusters: readonly NearDuplicateCluster[] | null): void {
    this.currentClusters = clusters;
    this.events.emit('clusters', undefined);
  }

  reach(milestone: Milestone): void {
    this.events.emit('milestone', milestone);
  }

  focusRow(rowIndex: number): void {
    this.events.emit('focusedRow', rowIndex);
  }

  /** Takes up what has changed in the file, once no job runs. */
  async reopen(): Promise<void> {
    await this.jobEnd;
    const reopening = this.opening.then(() => this.openAgain());
    this.opening = reopening.catch(() => undefined); // Requests made meanwhile wait for it.
    await reopening;
  }

  dispose(): void {
    this.disposed = true;
    this.cancelJob();
    this.unsubscribe();
    this.events.emit('dispose', undefined);
    this.events.clear();
  }

  /** Tells the engine that nobody looks at the dataset any more. */
  async close(): Promise<void> {
    this.dispose();
    await this.opening;
    await this.engine.request('dataset/close', { datasetId: this.currentInfo.datasetId });
  }

  /** Closes what was open before only afterwards, so that the engine keeps what is still true of the file. */
  private async openAgain(): Promise<void> {
    if (this.disposed) return;
    const { datasetId } = this.currentInfo;
    this.currentInfo = await this.openInEngine();
    // A page whose view cannot be set again is told so when it next asks for its rows.
    const views = [...this.views].map(([viewId, query]) => this.withId<'view/set'>({ viewId, query }));
    await Promise.allSettled(views.map((view) => this.engine.request('view/set', view)));
    this.clusterState = undefined;
    this.setClusters(null);
    this.setInfo(this.currentInfo);
    await this.engine.request('dataset/close', { datasetId });
  }

  private withId<M extends MethodOfDataset>(params: ParamsWithoutId<M>): ParamsOf<M> {
    return { ...params, datasetId: this.currentInfo.datasetId };
  }

  /** Asks for the groups of near-duplicates again whenever they, or what is decided of their rows, may be others. */
  private followClusters({ nearDuplicates }: DatasetInfo): void {
    const state = nearDuplicates?.state;
    if (state === this.clusterState) return;
    this.clusterState = state;
    if (state === undefined) {
      this.setClusters(null);
      return;
    }
    this.request('dataset/nearDuplicateGroups', {}).then(
      (clusters) => {
        if (this.clusterState === state) this.setClusters(clusters);
      },
      () => undefined, // An engine that is down tells of it when something is asked of it.
    );
  }

  private setInfo(info: DatasetInfo): void {
    this.currentInfo = info;
    this.followClusters(info);
    this.events.emit('info', info);
  }

  private setJob(job: JobProgress | null): void {
    if (this.jobAbort === null && job !== null) return;
    this.currentJob = job;
    this.events.emit('job', job);
  }
}
