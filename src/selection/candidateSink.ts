import type { RowBlock } from './rowBlock';

/**
 * What takes the candidates that a search finds for every row of a block. Candidates come in the order in which they were added
 * to the search, chosen by an approximate similarity; the sink computes exactly, so that its result does not depend on
 * the approximation.
 */
export interface CandidateSink {
  /** The largest approximate similarity, off by at most `errorBound`, of a candidate that cannot matter. */
  pruningBound(position: number, errorBound: number): number;
  /** @param estimate an approximate similarity, off by at most `errorBound`, where one is known */
  addCandidate(position: number, candidates: RowBlock, candidate: number, estimate?: number, errorBound?: number): void;
  /** True when the sink needs no more about this pair; cheaper than a candidate. */
  ignores?(position: number, candidates: RowBlock, candidate: number): boolean;
  /** Raises the pruning bound to what a candidate reaches, ahead of its turn, because it looks like the most similar one. */
  raiseBound?(position: number, candidates: RowBlock, candidate: number): void;
}
