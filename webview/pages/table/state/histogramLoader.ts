import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { PageModel } from './pageModel';
import type { Store } from '../../../kit/store/store';

/** Enough for the shape of a distribution in a strip a quarter of the editor wide. */
const BINS = 48;

/** Asks for the histograms when there is something to count. */
export class HistogramLoader {
  #running: AbortController | null = null;

  constructor(
    private readonly client: RequestClient<TablePage>,
    private readonly store: Store<PageModel>,
    private readonly errors: ErrorReport,
  ) {
    void this.load();
  }

  async load(): Promise<void> {
    this.#running?.abort();
    const { scored, signals = [] } = this.store.value.info;
    if (!scored && signals.length === 0) {
      this.store.set({ histograms: [] });
      return;
    }
    this.#running = new AbortController();
    try {
      const histograms = await this.client.request('dataset/histograms', { bins: BINS }, this.#running.signal);
      this.store.set({ histograms: histograms.filter(({ counts }) => counts.some((count) => count > 0)) });
    } catch (error) {
      this.errors.show(error);
    }
  }
}
