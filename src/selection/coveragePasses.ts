import type { NearTile } from './nearListBlock';

/** Rows that are covered more than they were. */
export interface Changes {
  /** Positions, ascending. */
  readonly changed: readonly number[];
  /** How much each was covered. */
  readonly before: readonly number[];
}

/** What coverage asks of the products of many pairs of candidates. All throw DeitaError `cancelled`. */
export interface CoveragePasses {
  /** Whether sums hold, and are rid of, what incomparable rows would contribute: no sum may be taken for a better one then. */
  readonly countIncomparable: boolean;
  /**
   * Adds to the sum of each row the positive similarities of all rows to it; never less.
   * @param onTile is told, of each tile of `tilesOf`, the first position of its block
   */
  sumUp(sums: Float64Array, onTile: (block: number) => void): Promise<void>;
  /**
   * Subtracts from all sums what changed rows contribute less; never more than that.
   * @param covered by position, how much rows are covered now
   */
  subtract(sums: Float64Array, changes: Changes, covered: Float64Array): Promise<void>;
  /**
   * Finds the pairs in which one row may cover the other more than it is, tile by tile (see `tilesOf`).
   * @param take returns whether to go on
   */
  findNear(covered: Float64Array, take: (near: NearTile) => boolean): Promise<void>;
}
