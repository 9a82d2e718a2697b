import type { SelectionComparison } from '../../../../src/protocol/comparison';
import type { JobProgress } from '../../../../src/protocol/jobProgress';
import type {
  ComparableRun,
  RowsOnlyInOne,
  RunPair,
  SelectionsSetup,
  StrategyCurve,
} from '../../../../src/protocol/pages/selectionsPage';
import type { WireError } from '../../../../src/protocol/requests';

/** Everything that is on screen. */
export interface SelectionsModel {
  readonly fileName: string;
  readonly runs: readonly ComparableRun[];
  /** Names of the runs that are to be compared. */
  readonly chosen: readonly string[];
  /** Of the curve, as typed. */
  readonly budgets: string;
  readonly job: JobProgress | null;
  readonly comparison: SelectionComparison | null;
  readonly curve: StrategyCurve | null;
  /** Whose rows are listed; null = none yet. */
  readonly pair: RunPair | null;
  /** null = not there yet. */
  readonly listed: RowsOnlyInOne | null;
  readonly error: WireError | null;
  readonly announcement: string;
}

export function initialModel({ state, runs, ...setup }: SelectionsSetup): SelectionsModel {
  return {
    ...setup,
    runs,
    chosen: state.chosen.filter((name) => runs.some((run) => run.name === name)),
    budgets: state.budgets.join(', '),
    pair: null,
    listed: null,
    error: null,
    announcement: '',
  };
}

/** Runs that are gone are no longer chosen; new ones are offered. */
export function withRuns({ chosen }: SelectionsModel, runs: readonly ComparableRun[]): Partial<SelectionsModel> {
  return { runs, chosen: chosen.filter((name) => runs.some((run) => run.name === name)) };
}

/** In the order in which runs are listed. */
export function toggled({ runs, chosen }: SelectionsModel, name: string): readonly string[] {
  const isWanted = (each: string): boolean => (each === name ? !chosen.includes(name) : chosen.includes(each));
  return runs.map((run) => run.name).filter(isWanted);
}
