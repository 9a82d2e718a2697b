/** More crashes than this within the window, and starting again is no use. */
const MOST_CRASHES = 3;
const WINDOW_MS = 120_000;
const FIRST_DELAY_MS = 100;
const DELAY_FACTOR = 5;

/** When to start again after a crash: soon at first, later each time, at some point no more. */
export class RestartPolicy {
  private crashes: number[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {}

  recordCrash(): void {
    this.crashes = [...this.recent(), this.now()];
  }

  /** What it ran with has changed: the crashes so far say nothing of the next engine. */
  forgive(): void {
    this.crashes = [];
  }

  /** How long to wait before the next start; null = give up until the crashes lie further back. */
  get delayMs(): number | null {
    const crashes = this.recent().length;
    if (crashes > MOST_CRASHES) return null;
    return crashes === 0 ? 0 : FIRST_DELAY_MS * DELAY_FACTOR ** (crashes - 1);
  }

  private recent(): number[] {
    return this.crashes.filter((time) => this.now() - time < WINDOW_MS);
  }
}
