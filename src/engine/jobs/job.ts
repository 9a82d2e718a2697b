import { DeitaError } from '../../common/errors';
import type { OnProgress } from '../progress';

/** What a running job gets from its caller. */
export interface JobContext {
  readonly signal: AbortSignal | undefined;
  readonly onProgress: OnProgress | undefined;
}

/** One job at a time: a second would fight the first for the models and overwrite its result. */
export class JobSlot {
  private running: string | null = null;

  get busy(): boolean {
    return this.running !== null;
  }

  /** @throws DeitaError `jobRunning` */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (this.running !== null) {
      throw new DeitaError(
        'jobRunning',
        `${this.running} is still running on this dataset.`,
        'Wait for it to end or cancel it.',
      );
    }
    this.running = name;
    try {
      return await work();
    } finally {
      this.running = null;
    }
  }
}
