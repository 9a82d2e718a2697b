import type { EngineMethod, ParamsOf, ResultOf } from '../../protocol/requests';
import type { DatasetInfo } from '../../protocol/dataset';
import type { ViewQuery } from '../../protocol/views';
import { ConnectionLost } from './connectionLost';

interface OpenedDataset {
  readonly params: ParamsOf<'dataset/open'>;
  uses: number;
  readonly views: Map<string, ViewQuery>;
  /** The engine that runs now does not have it: its file was gone, or opening it ended an engine. */
  isLost: boolean;
  regaining: Promise<DatasetInfo> | undefined;
}

export type Send = <M extends EngineMethod>(method: M, params: ParamsOf<M>) => Promise<ResultOf<M>>;

/** Requests that need not have what they close. */
const CLOSING: readonly EngineMethod[] = ['dataset/close', 'view/close'];

/** What an engine has been told to hold open, so that the next one can be told the same. */
export class OpenedState {
  private readonly datasets = new Map<string, OpenedDataset>();
  private readonly credentials = new Map<string, ParamsOf<'credentials/set'>>();

  get isEmpty(): boolean {
    return this.datasets.size === 0;
  }

  /** Takes note of a request that is about to be sent: what nobody wants any more is not restored for its sake. */
  noteAsked<M extends EngineMethod>(method: M, params: ParamsOf<M>): void {
    if (method !== 'view/close') return;
    const { datasetId, viewId } = params as ParamsOf<'view/close'>;
    this.datasets.get(datasetId)?.views.delete(viewId);
  }

  /** Takes note of a request that has been answered. */
  note<M extends EngineMethod>(method: M, params: ParamsOf<M>, result: ResultOf<M>): void {
    this.noteAsked(method, params);
    if (method === 'credentials/set') {
      const credential = params as ParamsOf<'credentials/set'>;
      this.credentials.set(`${credential.role ?? ''} ${credential.baseUrl}`, credential);
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
   * Opens everything in a fresh engine. What cannot be opened is lost until a request for it finds it again; so is what
   * ends the engine, which would otherwise end every engine after it.
   * @returns what could be opened again
   * @throws ConnectionLost when that engine ends, too
   */
  async restore(send: Send, onFailure: (path: string, error: unknown) => void): Promise<DatasetInfo[]> {
    for (const credential of this.credentials.values()) await send('credentials/set', credential);
    const restored: DatasetInfo[] = [];
    for (const [datasetId, dataset] of [...this.datasets]) {
      if (dataset.isLost) continue;
      try {
        restored.push(await openAgain(datasetId, dataset, send));
      } catch (error) {
        const isLost = error instanceof ConnectionLost;
        dataset.isLost = !isLost || !error.asked;
        if (isLost) throw error;
        onFailure(dataset.params.path, error);
      }
    }
    return restored;
  }

  /**
   * Opens what a request is about where the engine has lost it.
   * @returns what was opened again
   * @throws what keeps it from being opened
   */
  async regain<M extends EngineMethod>(method: M, params: ParamsOf<M>, send: Send): Promise<DatasetInfo | undefined> {
    const [datasetId, dataset] = this.find(params) ?? [];
    if (datasetId === undefined || dataset?.isLost !== true) return undefined;
    if (CLOSING.includes(method)) {
      await dataset.regaining?.catch(() => undefined);
      return undefined;
    }
    dataset.regaining ??= openAgain(datasetId, dataset, send)
      .then((info) => {
        dataset.isLost = false;
        return info;
      })
      .finally(() => (dataset.regaining = undefined));
    return dataset.regaining;
  }

  private find(params: ParamsOf<EngineMethod>): [string, OpenedDataset] | undefined {
    const wanted = 'path' in params ? JSON.stringify(params) : undefined;
    return [...this.datasets].find(([datasetId, opened]) =>
      'datasetId' in params ? params.datasetId === datasetId : wanted === JSON.stringify(opened.params),
    );
  }

  private noteOpened(params: ParamsOf<'dataset/open'>, { datasetId }: DatasetInfo): void {
    const opened = this.datasets.get(datasetId) ?? newlyOpened(params);
    opened.uses++;
    this.datasets.set(datasetId, opened);
  }

  private noteClosed(datasetId: string): void {
    const opened = this.datasets.get(datasetId);
    if (opened !== undefined && --opened.uses === 0) this.datasets.delete(datasetId);
  }
}

function newlyOpened(params: ParamsOf<'dataset/open'>): OpenedDataset {
  return { params, uses: 0, views: new Map(), isLost: false, regaining: undefined };
}

/** As often as it is in use, and with its views. */
async function openAgain(datasetId: string, dataset: OpenedDataset, send: Send): Promise<DatasetInfo> {
  const { params, views } = dataset;
  let info = await send('dataset/open', params);
  for (let use = 1; use < dataset.uses; use++) info = await send('dataset/open', params);
  for (const [viewId, query] of views) await send('view/set', { datasetId, viewId, query });
  return info;
}
