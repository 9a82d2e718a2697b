/**
 * A read of a few kilobytes takes less time than waking a thread for it, and this one when it is done: where several wait,
 * neither goes to sleep in between.
 */
const MOST_READS = 64;
/** What is read at once is in memory at once. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Reads of which several run at once, as many as are worth it. */
export class ReadsAtOnce {
  private running: Promise<void>[] = [];
  private bytes = 0;

  /**
   * Begins a read; where as many run as may, first waits for them.
   * @param byteLength how much it reads: one that is longer than may be read at once is read alone
   * @throws what a read throws
   */
  async add(byteLength: number, read: () => Promise<void>): Promise<void> {
    if (this.running.length >= MOST_READS || this.bytes + byteLength > MOST_BYTES) await this.end();
    this.bytes += byteLength;
    const reading = read();
    reading.catch(() => undefined); // Seen when it is waited for.
    this.running.push(reading);
  }

  /** Waits for all that were begun. @throws what a read throws */
  async end(): Promise<void> {
    const { running } = this;
    this.running = [];
    this.bytes = 0;
    await Promise.all(running);
  }
}
