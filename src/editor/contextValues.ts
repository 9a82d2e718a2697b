import type { DatasetSession, Milestone } from './datasets/datasetSession';
import { CONTEXT_KEYS, type ContextKey } from './contributions/contextKeys';

/** What the context keys tell of. */
interface ContextState {
  /** The dataset in question, which was looked at last; undefined = none is open. */
  readonly session: Pick<DatasetSession, 'info' | 'job' | 'clusters'> | undefined;
  /** The active editor shows it. */
  readonly isActive: boolean;
  readonly anyJobRuns: boolean;
  /** Of its groups of near-duplicates, those with a text are shown alone. */
  readonly groupsFiltered: boolean;
  /** What has been done with any dataset since the window was opened. */
  readonly reached: ReadonlySet<Milestone>;
}

/** The value of every context key. */
export function contextValues(state: ContextState): Readonly<Record<ContextKey, boolean>> {
  const { session, isActive, anyJobRuns, groupsFiltered, reached } = state;
  return {
    [CONTEXT_KEYS.activeDataset]: isActive,
    [CONTEXT_KEYS.datasetOpen]: session !== undefined,
    [CONTEXT_KEYS.jobRunning]: session !== undefined && session.job !== null,
    [CONTEXT_KEYS.anyJobRunning]: anyJobRuns,
    [CONTEXT_KEYS.hasSelection]: session !== undefined && session.info.selection !== null,
    [CONTEXT_KEYS.hasNearDuplicates]: (session?.clusters?.length ?? 0) > 0,
    [CONTEXT_KEYS.groupsFiltered]: groupsFiltered,
    [CONTEXT_KEYS.noNearDuplicates]: session?.clusters?.length === 0,
    [CONTEXT_KEYS.rowRead]: reached.has('rowRead'),
    [CONTEXT_KEYS.exported]: reached.has('exported'),
  };
}
