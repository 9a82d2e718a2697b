import { isCancelled } from '../../../../src/common/errors';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { PageModel } from './pageModel';
import type { RowDetails } from './rowDetails';
import type { Store } from '../../../kit/store/store';

/** A key held down passes over rows faster than this; their details are not asked for. */
const SETTLE_MS = 60;

/** Keeps the details pane on the current row; the last row stays shown until the next one has arrived. */
export class DetailsFollower {
  #timer: number | undefined;
  #running: AbortController | null = null;

  constructor(
    private readonly store: Store<PageModel>,
    private readonly details: RowDetails,
    private readonly errors: ErrorReport,
  ) {
    store.subscribe((model, previous) => {
      const moved = model.current?.rowIndex !== previous.current?.rowIndex;
      if (moved || shows(model) !== shows(previous)) this.follow();
    });
  }

  follow(): void {
    window.clearTimeout(this.#timer);
    this.#running?.abort();
    this.#timer = window.setTimeout(() => void this.#load(), SETTLE_MS);
  }

  async #load(): Promise<void> {
    const { current } = this.store.value;
    if (!shows(this.store.value)) return;
    if (current === null) {
      this.store.set({ detail: null });
      return;
    }
    if (current.rowIndex === null) return;
    this.#running = new AbortController();
    try {
      this.store.set({ detail: await this.details.get(current.rowIndex, this.#running.signal) });
    } catch (error) {
      if (!isCancelled(error)) this.errors.show(error);
    }
  }
}

function shows({ detailsOpen, detailsOver }: PageModel): boolean {
  return detailsOpen || detailsOver;
}
