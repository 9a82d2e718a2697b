import type { ModelLabel } from '../../protocol/dataset';
import type { SelectionResult } from './selectionResult';
import type { TurnScoreTable } from './turnScoreTable';

export interface PoolScores {
  readonly table: TurnScoreTable;
  /** Who made the scores. */
  readonly label: ModelLabel;
}

/** What has been found out about a pool so far. */
export interface PoolResults {
  readonly scores: PoolScores | null;
  readonly selection: SelectionResult | null;
}
