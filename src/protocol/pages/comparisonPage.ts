import type { JobProgress } from '../jobProgress';
import type { ScorerComparison } from '../scorerComparison';

/** Everything the page that compares scorers can ask of the host. What its buttons do elsewhere, commands do. */
export interface ComparisonMethods {
  ready: { params: null; result: ComparisonSetup };
  /** Scores the dataset by both and compares them; null = the user did not agree to the cost. */
  compare: { params: ComparedPair; result: ScorerComparison | null };
  /** Asks for the folder of a trained scorer; null = the user chose none. */
  addScorer: { params: null; result: AddedScorer | null };
  /** Shows a row in the dataset's table. */
  showRow: { params: { readonly rowIndex: number }; result: null };
}

export interface ComparisonEvents {
  /** null = no job is running on the dataset. */
  jobChanged: JobProgress | null;
}

export interface ComparisonPage {
  readonly methods: ComparisonMethods;
  readonly events: ComparisonEvents;
}

/** A scorer that can be compared, by a name of the host's own. */
export interface ScorerEntry {
  readonly id: string;
  /** For people, such as "Heuristic default". */
  readonly label: string;
}

export interface ComparedPair {
  readonly a: string;
  readonly b: string;
  /** Rows of the selections that are compared, at least 1. */
  readonly budget: number;
}

export interface AddedScorer {
  readonly scorers: readonly ScorerEntry[];
  readonly id: string;
}

export interface ComparisonSetup {
  /** Of the dataset, without its folder. */
  readonly fileName: string;
  readonly scorers: readonly ScorerEntry[];
  /** What was compared last, or is proposed. */
  readonly pair: ComparedPair;
  readonly job: JobProgress | null;
  /** What the last comparison came to; null = none yet. */
  readonly comparison: ScorerComparison | null;
}
