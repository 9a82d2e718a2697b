import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { JobProgress } from '../../protocol/jobProgress';
import type { SelectionSummary } from '../../protocol/dataset';
import type { NearDuplicateCluster, NeighbourPreview } from '../../protocol/nearDuplicates';
import { isCancelled } from '../../common/errors';
import type { RunArguments } from '../../protocol/pages/pageCommands';
import { fieldsOf } from '../../protocol/pages/runFields';
import { modelsOf } from '../../protocol/selection';
import { rows } from '../../wording/counts';
import { formatCount } from '../../wording/numbers';
import type { DatasetSession } from '../datasets/datasetSession';
import type { ErrorMessages } from '../errors/errorMessages';
import type { RunParameters } from '../runParameters';
import { confirmCost, type CostConsent } from './costConfirmation';
import { starting } from './startingProgress';

/** Where jobs are seen. */
export interface JobViews {
  /** Brings the view to the front that shows near-duplicates, and that they are being looked for. */
  showNearDuplicates(): void;
  /** Whether a person sees the dataset's table, which tells of failures by itself. */
  isShown(session: DatasetSession): boolean;
  /** Whether a person looks at the dataset's table now: not from another window or program. */
  isWatched(session: DatasetSession): boolean;
  /** Tells of the end of a job that nobody saw. */
  tellOfEnd(session: DatasetSession, message: string): void;
  /** Tells that a job runs already. @returns whether to cancel it */
  tellOfRunning(job: JobProgress): Promise<boolean>;
}

/** A person may have turned to something else by then. */
const LONG_MS = 10_000;

/** Starts what takes time; progress goes to the session, errors to the person. */
export class DatasetJobs {
  constructor(
    private readonly parameters: Pick<RunParameters, 'of' | 'forComparing' | 'type' | 'typed'>,
    private readonly errors: Pick<ErrorMessages, 'show' | 'record'>,
    private readonly consent: CostConsent,
    private readonly views: JobViews,
    /** In milliseconds, from whenever. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @returns undefined when the run failed, was cancelled or another runs, which the person has then been told */
  async select(session: DatasetSession, toolbar?: RunArguments): Promise<SelectionSummary | undefined> {
    if (await this.isBusy(session)) return undefined;
    if (toolbar !== undefined) await this.parameters.type(session, fieldsOf(toolbar, this.parameters.typed(session)));
    const said = ({ counts }: SelectionSummary): string => l10n.t('{0} selected', rows(counts.selected));
    return this.runLong(session, said, async () => {
      const parameters = this.parameters.of(session);
      if (!(await confirmCost(session, modelsOf(parameters), this.consent))) return undefined;
      return session.runJob('dataset/select', parameters, starting('score'));
    });
  }

  async findNearDuplicates(session: DatasetSession): Promise<void> {
    this.views.showNearDuplicates();
    const said = ({ length }: readonly NearDuplicateCluster[]): string =>
      l10n.t('near-duplicates found in groups: {0}', formatCount(length));
    const clusters = await this.runLong(session, said, async () => {
      const parameters = this.parameters.forComparing(session);
      const { embedder } = parameters;
      if (!(await confirmCost(session, { embedder }, this.consent))) return undefined;
      return session.runJob('dataset/nearDuplicates', parameters, starting('embed'));
    });
    if (clusters !== undefined) session.setClusters(clusters);
  }

  /**
   * The rows that are most similar to a row, most similar first.
   * @returns undefined as `select`
   */
  async similarRows(session: DatasetSession, rowIndex: number, count: number): Promise<NeighbourPreview[] | undefined> {
    if (await this.isBusy(session)) return undefined;
    return this.runBeside(async () => {
      const { embedder } = this.parameters.forComparing(session);
      if (!(await confirmCost(session, { embedder }, this.consent))) return undefined;
      return session.runJob('row/neighbours', { rowIndex, count, embedder }, starting('embed'));
    });
  }

  /** Whether another job runs, which the person is then told. */
  private async isBusy(session: DatasetSession): Promise<boolean> {
    if (session.job === null) return false;
    if (await this.views.tellOfRunning(session.job)) session.cancelJob();
    return true;
  }

  /** Runs a job that reports its own success; a failure is told once: in the table if that is in sight. */
  run<T>(session: DatasetSession, job: () => Promise<T>): Promise<T | undefined> {
    return orUndefined(job, (error) => {
      session.reportFailure(error);
      if (this.views.isShown(session)) this.errors.record(error);
      else this.errors.show(error);
    });
  }

  /** Runs a job as `run` does, and tells of its end where it took long and nobody looked. */
  private async runLong<T>(
    session: DatasetSession,
    said: (result: T) => string,
    job: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const begun = this.now();
    const result = await this.run(session, job);
    const tookLong = this.now() - begun >= LONG_MS;
    if (result !== undefined && tookLong && !this.views.isWatched(session)) {
      this.views.tellOfEnd(session, `${path.basename(session.uri.fsPath)}: ${said(result)}`);
    }
    return result;
  }

  /** Runs a job that has nothing to do with the result on screen: that stays as it is when the job fails. */
  runBeside<T>(job: () => Promise<T>): Promise<T | undefined> {
    return orUndefined(job, (error) => this.errors.show(error));
  }
}

async function orUndefined<T>(job: () => Promise<T>, onFailure: (error: unknown) => void): Promise<T | undefined> {
  try {
    return await job();
  } catch (error) {
    if (!isCancelled(error)) onFailure(error);
    return undefined;
  }
}
