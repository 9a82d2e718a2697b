import type { EngineMethod, ParamsOf, ResultOf } from '../../protocol/requests';
import type { DatasetInfo, ViewQuery } from '../../protocol/dataset';
import { ConnectionLost } from './engineConnection';

interface OpenedDataset {
  readonly params: ParamsOf<'dataset/open'>;
  uses: number;
  readonly views: Map<string, ViewQuery>;
}

export type Send = <M extends EngineMethod>(method: M, params: ParamsOf<M>) => Promise<ResultOf<M>>;

/** What an engine has been told to hold open, so that the next one can be told the same. */
export class OpenedState {
  private readonly datasets = new Map<string, OpenedDataset>();
  private readonly credentials = new Map<string, ParamsOf<'credentials/set'>>();

  get isEmpty(): boolean {
    return this.datasets.size === 0;
  }

  /** Takes note of a request that has been answered. */
  note<M extends EngineMethod>(method: M, params: ParamsOf<M>, result: ResultOf<M>): void {
    if (method === 'credentials/set') {
      const credential = params as ParamsOf<'credentials/set'>;
      this.credentials.set(credential.baseUrl, credential);
    } else if (method === 'dataset/open') {
      this.noteOpened(params as ParamsOf<'dataset/open'>, result as DatasetInfo);
    } else if (method === 'dataset/close') {
      this.noteClosed((params as ParamsOf<'dataset/close'>).datasetId);
    } else if (method === 'view/set') {
      const { datasetId, viewId, query } = params as ParamsOf<'view/set'>;
      this.datasets.get(datasetId)?.views.set(viewId, query);
    }
  }

  /**
   * Opens everything in a fresh engine.
   * @returns what could be opened again
   * @throws ConnectionLost when that engine ends, too
   */
  async restore(send: Send, onFailure: (path: string, error: unknown) => void): Promise<DatasetInfo[]> {
    for (const credential of this.credentials.values()) await send('credentials/set', credential);
    const restored: DatasetInfo[] = [];
    for (const [datasetId, { params, uses, views }] of [...this.datasets]) {
      try {
        let info = await send('dataset/open', params);
        for (let use = 1; use < uses; use++) info = await send('dataset/open', params);
        for (const [viewId, query] of views) await send('view/set', { datasetId, viewId, query });
        restored.push(info);
      } catch (error) {
        if (error instanceof ConnectionLost) throw error;
        this.datasets.delete(datasetId);
        onFailure(params.path, error);
      }
    }
    return restored;
  }

  private noteOpened(params: ParamsOf<'dataset/open'>, { datasetId }: DatasetInfo): void {
    const opened = this.datasets.get(datasetId) ?? { params, uses: 0, views: new Map<string, ViewQuery>() };
    opened.uses++;
    this.datasets.set(datasetId, opened);
  }

  private noteClosed(datasetId: string): void {
    const opened = this.datasets.get(datasetId);
    if (opened !== undefined && --opened.uses === 0) this.datasets.delete(datasetId);
  }
}
