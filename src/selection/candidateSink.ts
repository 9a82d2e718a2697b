import type { RowBlock } from './rowBlock';

/**
 * What a search offers candidates to, for every row of a block. Candidates come in the order in which they were added
 * to the search, chosen by an approximate similarity; the sink computes exactly, so that its result does not depend on
 * the approximation.
 */
export interface CandidateSink {
  /** The largest approximate similarity, off by at most `errorBound`, of a candidate that cannot matter. */
  floor(position: number, errorBound: number): number;
  /** @param estimate an approximate similarity, off by at most `errorBound`, where one is at hand */
  offer(position: number, candidates: RowBlock, candidate: number, estimate?: number, errorBound?: number): void;
  /** True when the sink needs no more about this pair; cheaper than an offer. */
  ignores?(position: number, candidates: RowBlock, candidate: number): boolean;
  /** Announces a candidate ahead of its turn because it looks like the most similar one. */
  announce?(position: number, candidates: RowBlock, candidate: number): void;
}
