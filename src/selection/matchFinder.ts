import type { RowBlock } from './rowBlock';

/** The most similar of the rows selected before. */
export interface Match {
  /** Row index; -1 where there is none. */
  readonly nearest: number;
  /** NaN where there is none. */
  readonly similarity: number;
}

export type MatchOf = (position: number) => Match;

/** Finds what rows are most similar to among those selected before. */
export interface MatchFinder {
  /** False where a match may be missing unless it is above the threshold. */
  readonly findsAll: boolean;
  /** Whether the row's embedding was looked at. */
  hasEmbedded(row: number): boolean;
  /**
   * @param decide called for every row of the block, in order: whether it is selected. `matchOf` may be asked for the
   * match of this row, unless its embedding holds NaN or infinity.
   */
  walk(block: RowBlock, decide: (position: number, matchOf: MatchOf) => boolean): Promise<void>;
}
