import type { SelectionSummary } from '../../protocol/dataset';
import { isCancelled } from '../../common/errors';
import type { DatasetSession } from '../datasets/datasetSession';
import type { ErrorMessages } from '../errors/errorMessages';
import type { RunParameters, ToolbarValues } from '../runParameters';
import { confirmCost, type CostConsent } from './costConfirmation';
import { starting } from './startingProgress';

/** Starts what takes time; progress goes to the session, errors to the person. */
export class DatasetJobs {
  constructor(
    private readonly parameters: Pick<RunParameters, 'of' | 'remember'>,
    private readonly errors: Pick<ErrorMessages, 'show'>,
    private readonly consent: CostConsent,
    /** Brings the view to the front that shows near-duplicates, and that they are being looked for. */
    private readonly showNearDuplicates: () => void,
  ) {}

  /** @returns undefined when the run failed or was cancelled, which the person has then been told */
  async select(session: DatasetSession, toolbar?: ToolbarValues): Promise<SelectionSummary | undefined> {
    if (toolbar !== undefined) this.parameters.remember(session, toolbar);
    return this.run(session, async () => {
      const parameters = this.parameters.of(session);
      if (!(await confirmCost(session, parameters, this.consent))) return undefined;
      return session.runJob('dataset/select', parameters, starting('score'));
    });
  }

  async findNearDuplicates(session: DatasetSession): Promise<void> {
    this.showNearDuplicates();
    const clusters = await this.run(session, async () => {
      const { embedder, threshold } = this.parameters.of(session);
      if (!(await confirmCost(session, { embedder }, this.consent))) return undefined;
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
