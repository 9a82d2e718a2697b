import type { EmbedderChoice } from '../choices/embedders';
import type { ModelLabel } from './dataset';
import type { RowPair } from './decisions';

export interface CalibrationRequest {
  readonly embedder: EmbedderChoice;
  /** Rows to compare with each other, 2 or more. */
  readonly sampleSize: number;
  /** The same seed draws the same rows. */
  readonly seed: number;
  /** Whether every pair is wanted, and what every threshold would remove. */
  readonly inFull?: {
    /** Thresholds that must be among them, each in [-1, 1]. */
    readonly thresholds: readonly number[];
  };
}

/**
 * How similar the rows of a sample are to their nearest neighbours in it, with pairs to read. In the whole dataset a
 * row's nearest neighbour is at least as similar as in a sample of it.
 */
export interface Calibration {
  readonly embedder: ModelLabel;
  /** null = none is known. */
  readonly recommendedThreshold: number | null;
  readonly rowCount: number;
  /** Rows that were compared. */
  readonly sampledRows: number;
  /** Of the nearest neighbours' similarities: bins of equal width over [min, max]. */
  readonly histogram: { readonly min: number; readonly max: number; readonly counts: readonly number[] };
  /** By rising threshold. */
  readonly candidates: readonly CalibrationCandidate[];
  /** Where it was asked for. */
  readonly full?: FullCalibration;
}

/** What a person goes through from threshold to threshold. */
export interface FullCalibration {
  /** Each row with the one nearest to it; two rows that are each other's nearest once. Most similar first. */
  readonly pairs: readonly SampledPair[];
  /** By rising threshold, evenly spaced and round but for those that had to be among them. */
  readonly removals: readonly Removal[];
}

export interface SampledPair {
  /** Row indexes, the lower one first. */
  readonly rows: RowPair;
  /** In [-1, 1]. */
  readonly cosineSimilarity: number;
}

export interface Removal {
  readonly threshold: number;
  /** Sampled rows that go as near-duplicates when the sample is gone through in file order. */
  readonly rows: number;
}

/** A threshold to choose, with pairs on both sides of it. */
export interface CalibrationCandidate {
  readonly threshold: number;
  /** Sampled rows whose nearest neighbour is more similar than the threshold. */
  readonly rowsAbove: number;
  /** Pairs just above the threshold: one of each would be a near-duplicate. Most similar first. */
  readonly above: readonly CalibrationPair[];
  /** Pairs just below it: both would stay. Most similar first. */
  readonly below: readonly CalibrationPair[];
}

export interface CalibrationPair {
  /** In [-1, 1]. */
  readonly cosineSimilarity: number;
  readonly first: CalibrationRow;
  readonly second: CalibrationRow;
}

export interface CalibrationRow {
  readonly rowIndex: number;
  readonly lineNumber: number;
  /** The conversation's beginning, shortened. */
  readonly text: string;
}

export const DEFAULT_SAMPLE_SIZE = 2_000;
export const DEFAULT_SEED = 1;
