import type { JobProgress, JobStage } from '../../protocol/jobProgress';

/** What shows until the engine's first word. */
export function starting(stage: JobStage): JobProgress {
  return { stage, done: 0, total: null, ratePerSecond: null, remainingMs: null };
}
