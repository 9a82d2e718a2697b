import type { Conversation } from '../../dataset/conversation';
import type { PoolResults } from '../results/poolResults';

/** The value of a row; NaN where it has none. */
export type ValueOfRow = (row: number) => number;

/** A signal of rows that runs give. */
export interface RowResultSignal {
  /** null = no run has given any value. */
  valuesOf(results: PoolResults): ValueOfRow | null;
}

/** A signal of turns that runs give; `valuesOf` is the mean over the turns of a row. */
export interface TurnResultSignal extends RowResultSignal {
  /** One a turn of the row, NaN where it has none; null = no run has given any value. */
  turnValuesOf(results: PoolResults): ((row: number) => number[]) | null;
}

/** A signal that follows from the text of a row alone; kept once the row has been read. */
export interface ComputedSignal {
  valueOf(conversation: Conversation): number;
}
