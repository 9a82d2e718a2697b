import { cancelled, throwIfAborted } from '../common/errors';

const START = 4;
const DEFAULT_MOST = 64;
/** One reason lowers the limit once, not once for each of the requests that it hits. */
const HOLD_MS = 1000;
/** Less gain than this from a higher limit means that the server is as busy as it gets. */
const WORTHWHILE_GAIN = 1.05;

interface Waiter {
  readonly start: () => void;
}

/**
 * Requests under way at once: additive increase, multiplicative decrease. The limit doubles while that brings more
 * answers a second, then creeps up; it halves when the server is overloaded, and steps back when answers come more
 * slowly without coming more often.
 */
export class AdaptiveLimit {
  private limit: number;
  private running = 0;
  private readonly waiting: Waiter[] = [];
  private climbing = true;
  private heldUntil = 0;
  private epoch = { startedAt: 0, done: 0, rate: 0 };

  /** @param most fixed by the user; the run then starts there */
  constructor(
    private readonly most?: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.limit = most ?? START;
  }

  get current(): number {
    return Math.floor(this.limit);
  }

  /** @throws DeitaError `cancelled`, also while waiting for its turn */
  async run<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    throwIfAborted(signal);
    if (this.running >= this.current) await this.turn(signal);
    else this.running++;
    try {
      return await work();
    } finally {
      this.running--;
      this.startWaiting();
    }
  }

  /** An answer came: is there more to gain? */
  succeeded(): void {
    const time = this.now();
    if (this.epoch.done === 0 && this.epoch.startedAt === 0) this.epoch.startedAt = time;
    this.epoch.done++;
    if (this.epoch.done < this.current * 2) return;
    const rate = this.epoch.done / Math.max(1, time - this.epoch.startedAt);
    if (time >= this.heldUntil) this.adjust(rate);
    this.epoch = { startedAt: time, done: 0, rate };
    this.startWaiting();
  }

  /** The server said that it is too much. */
  overloaded(): void {
    const time = this.now();
    if (time < this.heldUntil) return;
    this.heldUntil = time + HOLD_MS;
    this.climbing = false;
    this.limit = Math.max(1, this.limit / 2);
    this.epoch = { startedAt: time, done: 0, rate: 0 };
  }

  private adjust(rate: number): void {
    const gained = rate > this.epoch.rate * WORTHWHILE_GAIN;
    if (this.climbing && gained) this.limit *= 2;
    else if (this.climbing) this.climbing = false;
    else if (rate < this.epoch.rate / WORTHWHILE_GAIN) this.limit -= 1;
    else this.limit += 1;
    this.limit = Math.min(this.most ?? DEFAULT_MOST, Math.max(1, this.limit));
  }

  private turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        reject(cancelled());
      };
      const waiter: Waiter = {
        start: () => {
          signal?.removeEventListener('abort', onAbort);
          this.running++;
          resolve();
        },
      };
      this.waiting.push(waiter);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  private startWaiting(): void {
    while (this.running < this.current) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      next.start();
    }
  }
}
