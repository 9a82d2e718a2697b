import * as vscode from 'vscode';
import type { JobProgress, JobStage, SelectionSummary } from '../../protocol/dataset';
import { isCancelled } from '../../common/errors';
import { NEAR_DUPLICATES_VIEW } from '../contributions/views';
import type { DatasetSession } from '../datasets/datasetSession';
import type { ErrorMessages } from '../errors/errorMessages';
import type { RunParameters, ToolbarValues } from '../runParameters';

/** Starts what takes time; progress goes to the session, errors to the person. */
export class DatasetJobs {
  constructor(
    private readonly parameters: RunParameters,
    private readonly errors: ErrorMessages,
  ) {}

  /** @returns undefined when the run failed or was cancelled, which the person has then been told */
  async select(session: DatasetSession, toolbar?: ToolbarValues): Promise<SelectionSummary | undefined> {
    if (toolbar !== undefined) this.parameters.remember(session, toolbar);
    return this.run(session, () => session.runJob('dataset/select', this.parameters.of(session), starting('score')));
  }

  async findNearDuplicates(session: DatasetSession): Promise<void> {
    const { embedder, threshold } = this.parameters.of(session);
    // The view shows that it is at work, and then the clusters.
    void vscode.commands.executeCommand(`${NEAR_DUPLICATES_VIEW}.focus`, { preserveFocus: true });
    const clusters = await this.run(session, () =>
      session.runJob('dataset/nearDuplicates', { embedder, threshold }, starting('embed')),
    );
    if (clusters !== undefined) session.setClusters(clusters);
  }

  /** Runs a job that reports its own success. */
  async run<T>(session: DatasetSession, job: () => Promise<T>): Promise<T | undefined> {
    try {
      return await job();
    } catch (error) {
      if (isCancelled(error)) return undefined;
      session.reportFailure(error);
      this.errors.show(error);
      return undefined;
    }
  }
}

/** What shows until the engine's first word. */
export function starting(stage: JobStage): JobProgress {
  return { stage, done: 0, total: null, ratePerSecond: null, remainingMs: null, message: 'Starting' };
}
