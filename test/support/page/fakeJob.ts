import type { JobProgress, JobStage } from '../../../src/protocol/jobProgress';

interface FakeJobOptions {
  readonly totalMs: number;
  readonly items: number;
  readonly signal: AbortSignal;
  onProgress(progress: JobProgress): void;
  onEnd(): void;
}

const STEPS = 30;
const STAGES: readonly JobStage[] = ['score', 'embed', 'select'];

/** Goes through the stages of a selection in a given time, telling its progress. */
export function fakeJob(options: FakeJobOptions): void {
  let step = 0;
  const tick = (): void => {
    if (options.signal.aborted || step === STEPS) {
      options.onEnd();
      return;
    }
    options.onProgress(progressAt(step++, options));
    setTimeout(tick, options.totalMs / STEPS);
  };
  tick();
}

function progressAt(step: number, { totalMs, items }: FakeJobOptions): JobProgress {
  const position = (step / STEPS) * STAGES.length;
  const stage = STAGES[Math.floor(position)] ?? 'select';
  const fraction = position % 1;
  return {
    stage,
    done: Math.floor(fraction * items),
    total: items,
    ratePerSecond: step === 0 ? null : (items * STAGES.length * 1000) / totalMs,
    remainingMs: step === 0 ? null : (totalMs * (STEPS - step)) / STEPS,
  };
}
