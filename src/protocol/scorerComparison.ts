import type { ScorerChoice } from '../choices/scorers';
import type { ModelLabel } from './dataset';

export interface CompareScorersRequest {
  readonly scorerA: ScorerChoice;
  readonly scorerB: ScorerChoice;
  /** Rows of the selections that are compared. */
  readonly budget: number;
  /** Rows to name that the scorers disagree on most. */
  readonly disagreements: number;
  /** Rows to draw, evenly spread over the file; absent = there is nothing to draw. */
  readonly points?: number;
}

/** How two scores of the same things agree. */
export interface Agreement {
  /** Things that both score. */
  readonly count: number;
  /** -1 to 1; null where one scorer gives all the same score. */
  readonly spearman: number | null;
  /** Kendall's τ-b, over at most 2,000 of them, evenly spread. */
  readonly kendall: number | null;
  /** Mean of B − A, in points. */
  readonly meanDifference: number;
}

/** A row's scores by one scorer; means over its turns. */
export interface ComparedScores {
  readonly complexityScore: number;
  readonly qualityScore: number;
  readonly evolScore: number;
  /** From 1, by evol score among the rows that both score. */
  readonly rank: number;
}

export interface RowScores {
  readonly rowIndex: number;
  readonly lineNumber: number;
  readonly a: ComparedScores;
  readonly b: ComparedScores;
}

export interface ComparedRow extends RowScores {
  /** The row's first instruction in one line, shortened. */
  readonly preview: string;
}

export interface ScorerComparison {
  readonly scorers: { readonly a: ModelLabel; readonly b: ModelLabel };
  /** By turn; evol scores by row. */
  readonly complexity: Agreement;
  readonly quality: Agreement;
  readonly evol: Agreement;
  /** Rows whose ranks differ most, the furthest apart first. */
  readonly disagreements: readonly ComparedRow[];
  /** The rows with the highest evol scores, before near-duplicates are left out. */
  readonly selection: {
    readonly budget: number;
    readonly inBoth: number;
    /** Row indexes, in file order. */
    readonly onlyInA: readonly number[];
    readonly onlyInB: readonly number[];
  };
  /** What a page draws; absent unless it was asked for. */
  readonly plot?: ComparisonPlot;
}

export interface ComparisonPlot {
  /** Rows that both score, in file order. */
  readonly points: readonly RowScores[];
  /** Of the rows that only one selection has, those that its scorer ranks highest. */
  readonly onlyInA: readonly ComparedRow[];
  readonly onlyInB: readonly ComparedRow[];
}
