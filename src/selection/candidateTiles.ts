import { BLOCK_ROWS, type CandidateVectors } from './candidateVectors';
import type { Rows } from './similarityKernel';

/** Positions of candidates one after the other. */
export interface Span {
  readonly start: number;
  readonly count: number;
}

/** Some candidates to be multiplied with a block of them. */
export interface CandidateTile {
  readonly rows: Span;
  /** The block. */
  readonly columns: Span;
  readonly left: Rows;
  readonly right: Rows;
  /** Row indexes of either side. */
  readonly leftIndexes: Uint32Array;
  readonly rightIndexes: Uint32Array;
  /** Whether no tile has the same pairs with rows and columns exchanged. */
  readonly standsForBoth: boolean;
}

/**
 * Tiles of all pairs. Two blocks are multiplied once: their tiles stand for both orders of a pair. All tiles of two
 * blocks come one after the other, from the first row of the one on.
 */
export function* tilesOf({ blocks, dimensions }: CandidateVectors, tileRows: number): Generator<CandidateTile> {
  for (const [column, right] of blocks.entries()) {
    for (const [row, left] of blocks.slice(0, column + 1).entries()) {
      for (let first = 0; first < left.count; first += tileRows) {
        const end = Math.min(first + tileRows, left.count);
        const count = end - first;
        yield {
          rows: { start: row * BLOCK_ROWS + first, count },
          columns: { start: column * BLOCK_ROWS, count: right.count },
          left: { values: left.units.subarray(first * dimensions, end * dimensions), count },
          right: { values: right.units, count: right.count },
          leftIndexes: left.rowIndexes.subarray(first, end),
          rightIndexes: right.rowIndexes.subarray(0, right.count),
          standsForBoth: row !== column,
        };
      }
    }
  }
}
