import type { JobProgress, JobStage } from '../../../src/protocol/dataset';

interface FakeJobOptions {
  readonly totalMs: number;
  readonly items: number;
  readonly signal: AbortSignal;
  onProgress(progress: JobProgress): void;
  onEnd(): void;
}

const STEPS = 30;
const STAGES: readonly { readonly stage: JobStage; readonly verb: string }[] = [
  { stage: 'score', verb: 'Scoring' },
  { stage: 'embed', verb: 'Embedding' },
  { stage: 'select', verb: 'Selecting' },
];

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
  const { stage, verb } = STAGES[Math.floor(position)] ?? { stage: 'select', verb: 'Selecting' };
  const fraction = position % 1;
  const done = Math.floor(fraction * items);
  return {
    stage,
    done,
    total: items,
    ratePerSecond: step === 0 ? null : (items * STAGES.length * 1000) / totalMs,
    remainingMs: step === 0 ? null : (totalMs * (STEPS - step)) / STEPS,
    message: `${verb} ${done.toLocaleString('en-US')} of ${items.toLocaleString('en-US')} rows`,
  };
}
