import * as vscode from 'vscode';
import type { SelectionSummary } from '../../protocol/dataset';
import { isCancelled } from '../../common/errors';
import { NEAR_DUPLICATES_VIEW } from '../contributions/views';
import type { DatasetSession } from '../datasets/datasetSession';
import type { ErrorMessages } from '../errors/errorMessages';
import type { RunParameters, ToolbarValues } from '../runParameters';
import { confirmCost } from './costConfirmation';
import { starting } from './startingProgress';

/** Starts what takes time; progress goes to the session, errors to the person. */
export class DatasetJobs {
  constructor(
    private readonly parameters: RunParameters,
    private readonly errors: ErrorMessages,
  ) {}

  /** @returns undefined when the run failed or was cancelled, which the person has then been told */
  async select(session: DatasetSession, toolbar?: ToolbarValues): Promise<SelectionSummary | undefined> {
    if (toolbar !== undefined) this.parameters.remember(session, toolbar);
    return this.run(session, async () => {
      const parameters = this.parameters.of(session);
      if (!(await confirmCost(session, parameters))) return undefined;
      return session.runJob('dataset/select', parameters, starting('score'));
    });
  }

  async findNearDuplicates(session: DatasetSession): Promise<void> {
    // The view shows that it is at work, and then the clusters.
    void vscode.commands.executeCommand(`${NEAR_DUPLICATES_VIEW}.focus`, { preserveFocus: true });
    const clusters = await this.run(session, async () => {
      const { embedder, threshold } = this.parameters.of(session);
      if (!(await confirmCost(session, { embedder }))) return undefined;
      return session.runJob('dataset/nearDuplicates', { embedder, threshold }, starting('embed'));
    });
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
