export interface Clock {
  /** In milliseconds, from any start. */
  now(): number;
  after(ms: number, then: () => void): void;
}

export interface Refreshing {
  readonly refresh: () => void;
  /** Whether rows are being fetched already, which may have been asked for before the last change. */
  readonly isBusy: () => boolean;
  readonly intervalMs: number;
}

/** Refreshes at once, and then at most once in an interval for as long as changes come; the last one is never lost. */
export class RefreshPace {
  #isDue = false;
  #last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly refreshing: Refreshing,
    private readonly clock: Clock,
  ) {}

  request(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const { refresh, isBusy, intervalMs } = this.refreshing;
    this.clock.after(Math.max(0, this.#last + intervalMs - this.clock.now()), () => {
      this.#isDue = false;
      this.#last = this.clock.now();
      // What is under way is not replaced, but followed.
      if (isBusy()) this.request();
      else refresh();
    });
  }
}
