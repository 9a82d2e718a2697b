import type { CompositionPage, WantedBar } from '../../../../src/protocol/pages/compositionPage';
import { partsSentence } from '../../../../src/wording/compositionText';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import { PAGE_CLOCK } from '../../../kit/pace/pageClock';
import { RefreshPace } from '../../../kit/pace/refreshPace';
import type { Store } from '../../../kit/store/store';
import { toggled, withSignal, type CompositionModel } from './compositionModel';

/** While decisions are made one after the other. */
const FOLLOW_INTERVAL_MS = 500;

/** Asks for what is on screen, and does what its controls say. */
export class Counting {
  #running: AbortController | null = null;
  readonly #pace: RefreshPace;

  constructor(
    private readonly host: RequestClient<CompositionPage>,
    private readonly store: Store<CompositionModel>,
    private readonly errors: ErrorReport,
  ) {
    const refreshing = {
      refresh: () => void this.count(),
      isBusy: () => this.#running !== null,
      intervalMs: FOLLOW_INTERVAL_MS,
    };
    this.#pace = new RefreshPace(refreshing, PAGE_CLOCK);
  }

  /** Counts in place of what is being counted; what is on screen stays until the new counts are there. */
  async count(): Promise<void> {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    try {
      const composition = await this.host.request('count', { signals: this.store.value.chosen }, running.signal);
      this.store.set({ composition, error: null, announcement: partsSentence(composition) });
    } catch (error) {
      this.errors.show(error);
    } finally {
      if (this.#running === running) this.#running = null;
    }
  }

  /** Counts again, after what is being counted: its rows may have to be read for it, and are known then. */
  follow(): void {
    this.#pace.request();
  }

  showSignal(name: string, isShown: boolean): void {
    const { composition } = this.store.value;
    if (composition === null) return;
    this.store.set({ chosen: withSignal(composition, name, isShown) });
    void this.count();
  }

  showUsual(): void {
    this.store.set({ chosen: null });
    void this.count();
  }

  toggleFold(signal: string): void {
    this.store.set({ unfolded: toggled(this.store.value.unfolded, signal) });
  }

  async filterBar(wanted: WantedBar): Promise<void> {
    this.store.set({ error: null });
    try {
      await this.host.request('filterBar', wanted);
    } catch (error) {
      this.errors.show(error);
    }
  }
}
