import { cancelled } from '../../common/errors';

/** What a run may ask for altogether; absent = no limit. */
export interface Caps {
  readonly requests?: number;
  readonly tokens?: number;
}

/** What a run has asked for. */
export interface Spent {
  readonly requests: number;
  readonly tokens: number;
}

/** A cap is reached: nothing more is asked. */
export class CapReached extends Error {
  constructor(readonly cap: keyof Caps) {
    super(`The cap on ${cap} is reached.`);
    this.name = 'CapReached';
  }
}

/**
 * Keeps a run within its caps, whatever is under way: a request goes out only when the most that it can take still fits
 * beside the most that the others can take. What an answer leaves of that is given back; those that wait for it go on.
 */
export class SpendingCap {
  private requests: number;
  private settled: number;
  private reserved = 0;
  private underWay = 0;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly caps: Caps,
    spent: Spent,
  ) {
    this.requests = spent.requests;
    this.settled = spent.tokens;
  }

  /**
   * Resolves when a request of at most so many tokens may go out.
   * @throws CapReached; DeitaError `cancelled`
   */
  async reserve(tokens: number, signal: AbortSignal | undefined): Promise<void> {
    while (!this.fits(tokens)) {
      if (this.underWay === 0) throw new CapReached('tokens');
      await this.change(signal);
    }
    this.reserved += tokens;
    this.underWay++;
  }

  /** Counts a request that goes out now. @throws CapReached */
  count(): void {
    if (this.requests >= (this.caps.requests ?? Number.POSITIVE_INFINITY)) throw new CapReached('requests');
    this.requests++;
  }

  /** @param used what a request took of what was reserved for it; more than that counts too */
  settle(reserved: number, used: number): void {
    this.reserved -= reserved;
    this.underWay--;
    this.settled += used;
    for (const wake of this.waiting.splice(0)) wake();
  }

  private fits(tokens: number): boolean {
    return this.settled + this.reserved + tokens <= (this.caps.tokens ?? Number.POSITIVE_INFINITY);
  }

  private change(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(cancelled());
      if (signal?.aborted === true) onAbort();
      signal?.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      });
    });
  }
}
