import type { JobStage } from '../protocol/jobProgress';
import type { PreparingStage } from '../selection/select';
import { StageProgress, type OnProgress } from './progress';

/** Progress of work that goes through stages one after the other, each with its rate and the time left. */
export class StagedProgress {
  private last: { readonly stage: JobStage; readonly total: number; readonly progress: StageProgress } | undefined;

  constructor(private readonly onProgress: OnProgress | undefined) {}

  /** Begins anew where the stage is another, or has another total: its rate is another. */
  update(stage: JobStage, done: number, total: number): void {
    if (stage !== this.last?.stage || total !== this.last.total) {
      this.last = { stage, total, progress: new StageProgress(this.onProgress, { stage, total }) };
    }
    this.last.progress.update(done);
  }
}

/** As which stage a job shows what is done before a selection, or to measure one. */
export const PREPARING_STAGES = { embed: 'embed', compare: 'cluster' } as const satisfies Readonly<
  Record<PreparingStage, JobStage>
>;
