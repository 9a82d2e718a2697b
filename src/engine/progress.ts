import type { MessageArgument } from '../common/message';
import type { JobProgress, JobStage } from '../protocol/jobProgress';

/** The rate is that of the last seconds, so that it follows the work and not its history. */
const WINDOW_MS = 5_000;
const REPORT_EVERY_MS = 100;
const RATE_AFTER_MS = 500;

export type OnProgress = (progress: JobProgress) => void;

interface Sample {
  readonly time: number;
  readonly done: number;
}

export interface StageOptions {
  readonly stage: JobStage;
  /** null while unknown. */
  readonly total: number | null;
  /** As in `JobProgress`. */
  readonly about?: MessageArgument;
  readonly now?: () => number;
}

/** Turns "so many done" into progress with rate and remaining time, a few times a second. */
export class StageProgress {
  private readonly samples: Sample[] = [];
  private readonly now: () => number;
  private lastReport = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly onProgress: OnProgress | undefined,
    private readonly options: StageOptions,
  ) {
    this.now = options.now ?? (() => performance.now());
    this.update(0);
  }

  /** @param done items so far; @param total when it has become known */
  update(done: number, total = this.options.total): void {
    const time = this.now();
    if (done !== total && time - this.lastReport < REPORT_EVERY_MS) return;
    this.lastReport = time;
    this.remember({ time, done });
    const { stage, about } = this.options;
    const ratePerSecond = this.rate(time, done);
    this.onProgress?.({
      stage,
      done,
      total,
      ratePerSecond,
      remainingMs: remaining(done, total, ratePerSecond),
      ...(about !== undefined && { about }),
    });
  }

  private remember(sample: Sample): void {
    this.samples.push(sample);
    // One sample older than the window stays, so that the rate always spans it.
    while (this.samples.length > 2 && sample.time - (this.samples[1]?.time ?? 0) > WINDOW_MS) this.samples.shift();
  }

  private rate(time: number, done: number): number | null {
    const first = this.samples[0];
    if (first === undefined || time - first.time < RATE_AFTER_MS) return null;
    return ((done - first.done) / (time - first.time)) * 1000;
  }
}

function remaining(done: number, total: number | null, ratePerSecond: number | null): number | null {
  if (total === null || ratePerSecond === null || ratePerSecond <= 0) return null;
  return (Math.max(0, total - done) / ratePerSecond) * 1000;
}
