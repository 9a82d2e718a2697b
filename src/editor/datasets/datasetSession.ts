import * as vscode from 'vscode';
import { DeitaError } from '../../common/errors';
import type { DatasetInfo, JobProgress, NearDuplicateCluster, ViewQuery } from '../../protocol/dataset';
import type { CallOptions, EngineApi, EngineMethods, ParamsOf, ResultOf } from '../../protocol/requests';

type MethodOfDataset = {
  [M in keyof EngineMethods]: EngineMethods[M]['params'] extends { readonly datasetId: string } ? M : never;
}[keyof EngineMethods];
export type DatasetMethod = Exclude<MethodOfDataset, 'dataset/close' | 'view/set'>;
export type ParamsWithoutId<M extends keyof EngineMethods> = Omit<ParamsOf<M>, 'datasetId'>;

/** Opens the file in the engine; called again when the file has changed or the engine was started anew. */
export type OpenInEngine = () => Promise<DatasetInfo>;

/**
 * One open dataset, however many editors show it. Holds what the engine last said about it and nothing of its rows;
 * lets one job run at a time.
 */
export class DatasetSession implements vscode.Disposable {
  private readonly infoEmitter = new vscode.EventEmitter<DatasetInfo>();
  private readonly jobEmitter = new vscode.EventEmitter<JobProgress | null>();
  private readonly failureEmitter = new vscode.EventEmitter<unknown>();
  private readonly clustersEmitter = new vscode.EventEmitter<void>();
  private readonly disposeEmitter = new vscode.EventEmitter<void>();
  private readonly views = new Map<string, ViewQuery>();
  private readonly unsubscribe: () => void;
  private opening: Promise<unknown> = Promise.resolve();
  private jobAbort: AbortController | null = null;
  private jobEnd: Promise<unknown> = Promise.resolve();
  private currentInfo: DatasetInfo;
  private currentJob: JobProgress | null = null;
  private currentClusters: readonly NearDuplicateCluster[] | null = null;

  readonly onDidChangeInfo = this.infoEmitter.event;
  /** null = the job ended. */
  readonly onDidChangeJob = this.jobEmitter.event;
  /** A job ended with an error other than its cancellation. */
  readonly onDidFail = this.failureEmitter.event;
  readonly onDidChangeClusters = this.clustersEmitter.event;
  readonly onDidDispose = this.disposeEmitter.event;

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

  /** Result of the last search for near-duplicates; null before the first. */
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
    return this.engine.request('view/set', this.withId<'view/set'>({ viewId, query }), options);
  }

  forgetView(viewId: string): void {
    this.views.delete(viewId);
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
    if (this.jobAbort !== null) throw new DeitaError('jobRunning', 'A job is running already.', 'Cancel it first.');
    const abort = new AbortController();
    this.jobAbort = abort;
    this.setJob(first);
    const work = this.request(method, params, { signal: abort.signal, onProgress: (job) => this.setJob(job) });
    this.jobEnd = work.catch(() => undefined);
    try {
      return await work;
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
    this.failureEmitter.fire(error);
  }

  setClusters(clusters: readonly NearDuplicateCluster[] | null): void {
    this.currentClusters = clusters;
    this.clustersEmitter.fire();
  }

  /** Takes up what has changed in the file, once no job runs. */
  async reopen(): Promise<void> {
    await this.jobEnd;
    const datasetId = await this.openAgain();
    // Closed after it was opened again, so that the engine keeps what is still true of the file.
    await this.engine.request('dataset/close', { datasetId });
  }

  /** Opens the file in an engine that knows nothing of it. */
  async restore(): Promise<void> {
    await this.openAgain();
  }

  dispose(): void {
    this.cancelJob();
    this.unsubscribe();
    this.disposeEmitter.fire();
    const { infoEmitter, jobEmitter, failureEmitter, clustersEmitter, disposeEmitter } = this;
    vscode.Disposable.from(infoEmitter, jobEmitter, failureEmitter, clustersEmitter, disposeEmitter).dispose();
  }

  /** Tells the engine that nobody looks at the dataset any more. */
  async close(): Promise<void> {
    this.dispose();
    await this.engine.request('dataset/close', { datasetId: this.currentInfo.datasetId });
  }

  /**
   * Requests made meanwhile wait for it.
   * @returns the id under which it was open before
   */
  private openAgain(): Promise<string> {
    const opening = this.opening.then(() => this.openWithViews());
    this.opening = opening.catch(() => undefined);
    return opening;
  }

  private async openWithViews(): Promise<string> {
    const { datasetId } = this.currentInfo;
    this.currentInfo = await this.openInEngine();
    for (const [viewId, query] of this.views) {
      await this.engine.request('view/set', this.withId<'view/set'>({ viewId, query }));
    }
    this.setClusters(null);
    this.setInfo(this.currentInfo);
    return datasetId;
  }

  private withId<M extends MethodOfDataset>(params: ParamsWithoutId<M>): ParamsOf<M> {
    return { ...params, datasetId: this.currentInfo.datasetId };
  }

  private setInfo(info: DatasetInfo): void {
    this.currentInfo = info;
    this.infoEmitter.fire(info);
  }

  private setJob(job: JobProgress | null): void {
    if (this.jobAbort === null && job !== null) return;
    this.currentJob = job;
    this.jobEmitter.fire(job);
  }
}
