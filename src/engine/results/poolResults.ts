import type { ModelLabel } from '../../protocol/dataset';
import type { SelectionResult } from './selectionResult';
import type { TurnScoreTable } from './turnScoreTable';

export interface PoolScores {
  readonly table: TurnScoreTable;
  /** Who made the scores. */
  readonly label: ModelLabel;
  /** Some turns are unscored for a reason that may be gone by now: the next run asks for them again. */
  readonly askAgain?: boolean;
  /** Rows are missing: the next run scores them. */
  readonly isPartial?: boolean;
}

/** What has been found out about a pool so far. */
export interface PoolResults {
  readonly scores: PoolScores | null;
  readonly selection: SelectionResult | null;
}
