import { throwIfAborted } from '../common/errors';
import type { OnProgress } from './progress';
import { fault, say } from '../messages/say';
import type { JobName } from '../messages/phrases/jobNames';

/** What a running job gets from its caller. */
export interface JobContext {
  readonly signal: AbortSignal | undefined;
  readonly onProgress: OnProgress | undefined;
}

/** One job at a time: a second would fight the first for the models and overwrite its result. */
export class JobSlot {
  private running: JobName | null = null;

  /**
   * @param beforeJob ends what goes on in the background
   * @param afterJob lets it go on
   */
  constructor(
    private readonly beforeJob: () => Promise<void>,
    private readonly afterJob: () => void,
  ) {}

  get busy(): boolean {
    return this.running !== null;
  }

  /**
   * @returns what to call when the job has ended, once it may begin
   * @throws DeitaError `jobRunning`
   */
  async take(name: JobName): Promise<() => void> {
    if (this.running !== null) {
      throw fault('jobRunning', { job: say(this.running) });
    }
    this.running = name;
    const leave = (): void => {
      this.running = null;
      this.afterJob();
    };
    try {
      await this.beforeJob();
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  }
}

/** What the work comes to, unless the signal fires first. @throws DeitaError `cancelled` */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  throwIfAborted(signal);
  let stop!: () => void;
  const aborted = new Promise<void>((resolve) => (stop = resolve));
  signal.addEventListener('abort', stop, { once: true });
  try {
    await Promise.race([work, aborted]);
    throwIfAborted(signal);
    return await work;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
