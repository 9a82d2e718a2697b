import type { EngineContext } from '../engineContext';
import type { AnnotationRuns } from './annotationRuns';

/** To read a whole run takes a moment: so long after an answer the next ones are told of together. */
const TELL_EVERY_MS = 1000;

/** Tells of a run while it is worked on, and once more when that has ended. */
export class RunNews {
  private timer: NodeJS.Timeout | undefined;
  private telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: string,
    private readonly runs: AnnotationRuns,
    private readonly emit: EngineContext['emit'],
  ) {}

  /** Something has changed. */
  later(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.telling = this.tell();
    }, TELL_EVERY_MS);
  }

  async end(): Promise<void> {
    clearTimeout(this.timer);
    await this.telling;
    await this.tell();
  }

  /** What cannot be read now, its reader is told of when they ask. */
  private async tell(): Promise<void> {
    try {
      this.emit('runChanged', await this.runs.change(this.folder));
    } catch {
      return;
    }
  }
}
