import type { EmbedderChoice } from '../choices/embedders';
import type { ScorerChoice } from '../choices/scorers';
import type { SelectionRequest } from './selection';

/** A selection at several budgets. */
export interface CurveRequest {
  /** Rows, 1 or more each. */
  readonly budgets: readonly number[];
  /** Its own budget, of rows, does not count. */
  readonly selection: SelectionRequest;
  /** What coverage is measured by. */
  readonly coverageEmbedder: EmbedderChoice;
}

export interface CurvePoint {
  readonly budget: number;
  readonly selected: number;
  /** What the last row was ranked by; null where none was selected, and in the random order. */
  readonly lastScore: number | null;
  /** Met before the last row. */
  readonly nearDuplicates: number;
  /** Mean over the good rows of the pool of max(0, similarity to the nearest selected row). */
  readonly coverage: number;
  /** Of the selected rows together. */
  readonly tokens: number;
}

export interface Curve {
  /** By ascending budget. */
  readonly points: readonly CurvePoint[];
}

export interface NamedRun {
  readonly name: string;
  /** By rank. */
  readonly selectedRows: readonly number[];
  /** How many rows the dataset had that they were selected from; absent = not known. */
  readonly ofRows?: number;
}

/** A run whose rows are in a file of their own, by rank: they are found in the dataset by their bytes. */
export interface WrittenRun {
  readonly name: string;
  /** Absolute. */
  readonly rowsFile: string;
}

/** The selection that the dataset shows. */
export interface CurrentRun {
  readonly name: string;
  readonly isCurrent: true;
}

export type AskedRun = NamedRun | WrittenRun | CurrentRun;

export interface CompareRequest {
  readonly runs: readonly AskedRun[];
  readonly embedder: EmbedderChoice;
  /** Where the means of scores are wanted, too. */
  readonly scorer?: ScorerChoice;
  /** In place of a scorer: the scores that the dataset shows, if all its rows have been scored. */
  readonly knownScores?: boolean;
  readonly tokenizer?: string;
  /** Whether the rows behind the figures are wanted, too. */
  readonly withRows?: boolean;
}

export interface ComparedRun {
  readonly name: string;
  /** Whether it was made to compare with: at random, or the longest rows. */
  readonly isBaseline: boolean;
  readonly counts: { readonly rows: number; readonly selected: number };
  /** Of every signal that is a number, over the selected rows that have one. */
  readonly means: Readonly<Record<string, number>>;
  /** Mean over the good rows of the pool of max(0, similarity to the nearest selected row). */
  readonly coverage: number;
  /** Mean over the selected rows of the similarity to the nearest other one; null with fewer than two. */
  readonly meanNearestSimilarity: number | null;
  /** Clusters of the pool that a selected row is in. */
  readonly clusters: number;
  readonly tokens: number;
}

export interface ComparedPair {
  readonly a: string;
  readonly b: string;
  /** Rows in both over rows in either; 1 where both are empty. */
  readonly jaccard: number;
  /** The same of the first rows by rank: a tenth of the shorter run at a time. */
  readonly jaccardByRank: readonly { readonly rank: number; readonly jaccard: number }[];
  readonly onlyInA: number;
  readonly onlyInB: number;
}

/**
 * What the rows of a bar have of a signal: a number from `low` up to, not including, `high` (the last bar's included); a
 * category; or any category that no other bar stands for.
 */
export type DistributionBar =
  { readonly low: number; readonly high: number } | { readonly category: string } | { readonly others: true };

/** How runs and their pool spread over a signal, on one scale. Rows without a value are in no bar. */
export interface Distribution {
  /** The signal's name. */
  readonly signal: string;
  readonly bars: readonly DistributionBar[];
  /** Good rows of the pool, by bar. */
  readonly pool: readonly number[];
  /** Selected rows, by run and bar. */
  readonly runs: readonly (readonly number[])[];
}

/** The rows behind a comparison's figures. */
export interface ComparisonRows {
  /** By run, by rank. */
  readonly selected: readonly (readonly number[])[];
  /** Of each distribution, by run: the bar of each of its rows; -1 = none. */
  readonly bars: readonly (readonly (readonly number[])[])[];
}

export interface SelectionComparison {
  readonly runs: readonly ComparedRun[];
  readonly pairs: readonly ComparedPair[];
  readonly distributions: readonly Distribution[];
  /** Good rows, and the clusters that they are in: √(rows / 2), of their embeddings. */
  readonly pool: { readonly rows: number; readonly clusters: number };
  readonly rows?: ComparisonRows;
}
