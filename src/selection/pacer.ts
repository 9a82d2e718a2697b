import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../common/errors';

/** Long loops hold the event loop no longer than this before they let it turn. */
const SLICE_MS = 6;

/** Lets the event loop turn, and cancellation arrive, in the middle of long synchronous work. */
export class Pacer {
  private sliceEnd = performance.now() + SLICE_MS;

  constructor(private readonly signal: AbortSignal | undefined) {}

  /** True when it is time to yield to the event loop; cheap enough to ask every few microseconds. */
  get due(): boolean {
    return performance.now() >= this.sliceEnd;
  }

  /** @throws DeitaError `cancelled` */
  async yieldIfDue(): Promise<void> {
    if (!this.due) return;
    await setImmediate();
    throwIfAborted(this.signal);
    this.sliceEnd = performance.now() + SLICE_MS;
  }
}
