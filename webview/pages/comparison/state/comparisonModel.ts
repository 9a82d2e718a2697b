import type { JobProgress } from '../../../../src/protocol/jobProgress';
import type { ComparisonSetup, ScorerEntry } from '../../../../src/protocol/pages/comparisonPage';
import type { WireError } from '../../../../src/protocol/requests';
import type { RowScores, ScorerComparison } from '../../../../src/protocol/scorerComparison';
import type { Measure } from '../../../../src/wording/comparisonText';

/** Rows to read: those that the scorers rank furthest apart, and what only one selection has. */
export type RowList = 'disagreements' | 'onlyInA' | 'onlyInB';

/** Everything that is on screen. */
export interface ComparisonModel {
  readonly fileName: string;
  readonly scorers: readonly ScorerEntry[];
  /** Scorers by the host's names. */
  readonly a: string;
  readonly b: string;
  /** As typed. */
  readonly budget: string;
  readonly job: JobProgress | null;
  readonly comparison: ScorerComparison | null;
  readonly error: WireError | null;
  readonly measure: Measure;
  readonly list: RowList;
  /** The row that the pointer is at, in the plot or in a list. */
  readonly pointed: RowScores | null;
  readonly announcement: string;
}

export function initialModel({ pair, ...setup }: ComparisonSetup): ComparisonModel {
  return {
    ...setup,
    a: pair.a,
    b: pair.b,
    budget: String(pair.budget),
    error: null,
    measure: 'evol',
    list: 'disagreements',
    pointed: null,
    announcement: '',
  };
}

/** null where the text is no number of rows. */
export function parseBudget(text: string): number | null {
  const budget = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  return budget >= 1 && Number.isSafeInteger(budget) ? budget : null;
}
