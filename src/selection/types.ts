import type { RowReasons } from './rowReasons';

/**
 * - `selected`: in the result, with a rank
 * - `nearDuplicate`: more similar than τ to a row selected before it
 * - `notReached`: the budget was full before the walk came to it, or it was passed over for a reason
 * - `unscored`: takes no part, with the reason
 * - `excluded`: takes no part because a condition or a decision says so
 */
export type RowStatus = 'selected' | 'nearDuplicate' | 'notReached' | 'unscored' | 'excluded';

export interface SelectionParameters {
  /** m: rows to keep, a positive integer; -1 = no budget. */
  readonly budget: number;
  /** τ: a row is rejected iff its cosine similarity to some selected row is strictly greater. In [-1, 1]. */
  readonly threshold: number;
}

/** Supplies embeddings in walk order, so that only rows that the walk reaches are embedded. */
export interface EmbeddingProvider {
  readonly dimensions: number;
  /** @returns row-major rowIndexes.length × dimensions; rows need not be normalised */
  embed(rowIndexes: Uint32Array, signal?: AbortSignal): Promise<Float32Array>;
  /** Absent where they would cost what the embeddings do. */
  readonly outlines?: OutlineProvider;
}

/**
 * Vectors that cost a fraction of the embeddings and bound their similarities from above: the cosine similarity of two
 * outlines is at least that of the embeddings, less `OUTLINE_ERROR`.
 */
export interface OutlineProvider extends EmbeddingProvider {
  /** Columns that belong together, in order; they sum up to `dimensions`. */
  readonly sections: readonly number[];
}

export interface SelectionProgress {
  readonly walked: number;
  readonly selected: number;
  readonly nearDuplicates: number;
}

/** One entry a row of the pool in every array: a result that explains itself. */
export interface SelectionOutcome {
  /** Index into `STATUSES`. */
  readonly statuses: Uint8Array;
  /** From 1; 0 where not selected. */
  readonly ranks: Uint32Array;
  /** The most similar row that was selected before this one was reached (lower rank on ties); -1 where none. */
  readonly nearestSelected: Int32Array;
  /** Cosine similarity to `nearestSelected`; NaN where none. */
  readonly nearestSimilarity: Float64Array;
  /** True when `nearestSelected` and `nearestSimilarity` are there for near-duplicates alone. */
  readonly lacksSimilarities?: boolean;
  /** Selected rows that nothing is near enough to for their embeddings to matter; absent = all were embedded. */
  readonly rowsNotEmbedded?: number;
  /** Why rows were passed over or excluded; absent = none were. */
  readonly reasons?: RowReasons;
  /** Row indexes in rank order. */
  readonly selectedRows: Uint32Array;
  readonly walked: number;
  /** Rows that could not be compared (an embedding with NaN or infinity); their status is `unscored`. */
  readonly invalidEmbeddings: Uint32Array;
}

/** Kept selections hold indexes into it: new ones go to its end. */
export const STATUSES = [
  'selected',
  'nearDuplicate',
  'notReached',
  'unscored',
  'excluded',
] as const satisfies readonly RowStatus[];
