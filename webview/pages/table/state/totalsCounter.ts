import type { TrainingTotals } from '../../../../src/protocol/fineTuning';
import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import { finishedAt, type PageModel } from './pageModel';

/** The selection as a model is trained on it; null = nobody has asked. */
export type TotalsState = 'counting' | TrainingTotals | null;

/** Counts the tokens of the selection when it is asked to; of another selection or tokenizer it forgets them. */
export class TotalsCounter {
  #running: AbortController | null = null;

  constructor(
    private readonly client: RequestClient<TablePage>,
    private readonly store: Store<PageModel>,
    private readonly errors: ErrorReport,
  ) {
    store.subscribe((model, previous) => {
      if (model.totals !== null && keyOf(model) !== keyOf(previous)) this.forget();
    });
  }

  async count(): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.store.set({ totals: 'counting' });
    try {
      const totals = await this.client.request('trainingTotals', null, running.signal);
      if (this.#running === running) this.store.set({ totals });
    } catch (error) {
      if (this.#running !== running) return;
      this.store.set({ totals: null });
      this.errors.show(error);
    }
  }

  /** What is being counted is not wanted any more, or what was counted is not true any more. */
  forget(): void {
    this.#running?.abort();
    this.#running = null;
    this.store.set({ totals: null });
  }
}

/** What totals are of. */
function keyOf({ info, settings }: PageModel): string {
  return JSON.stringify([finishedAt(info), settings.training]);
}
