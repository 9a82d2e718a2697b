import type { Pacer } from './pacer';
import type { RowBlock } from './rowBlock';

/** Upper bounds of the similarities of any row to the rows of an index, which take the place of the rows themselves. */
export interface RowBounds {
  /** How far below the similarity a bound may come out, for rounding and for what similarities are made of. */
  readonly margin: number;
  /**
   * @param query a single row's embedding
   * @returns one bound a row of the index, in its order
   * @throws DeitaError `embeddingsMismatch`, `cancelled`
   */
  to(query: RowBlock, pacer: Pacer, signal: AbortSignal | undefined): Promise<Float64Array>;
}

/** How the bounds of a whole pool are prepared. */
export interface BoundsOptions {
  readonly pacer: Pacer;
  readonly signal: AbortSignal | undefined;
  /** Called after every block of rows; the number never falls. */
  readonly onIndexed: ((rows: number) => void) | undefined;
}

/** Rows that are read together for an index. */
export const INDEX_BLOCK_ROWS = 1024;
