import type { Curve, SelectionComparison } from '../comparison';
import type { JobProgress } from '../jobProgress';
import type { RowSummary } from '../dataset';

/** Everything the page that compares selections can ask of the host. What its buttons do elsewhere, commands do. */
export interface SelectionsMethods {
  ready: { params: null; result: SelectionsSetup };
  /** Compares runs with each other and with the baselines; null = the user did not agree to the cost. */
  compare: { params: { readonly runs: readonly string[] }; result: SelectionComparison | null };
  /** What the strategy that is set selects at several budgets; null = the user did not agree to the cost. */
  curve: { params: { readonly budgets: readonly number[] }; result: StrategyCurve | null };
  /** Rows of one run that another has not, the first of them, in file order. */
  rowsOnlyIn: { params: RunPair; result: RowsOnlyInOne };
  /** Shows those rows alone in the dataset's table. */
  filterOnlyIn: { params: RunPair; result: null };
  /** Shows the rows of a bar alone in the dataset's table. */
  filterBar: { params: BarPlace; result: null };
  /** Shows a row in the dataset's table. */
  showRow: { params: { readonly rowIndex: number }; result: null };
  /** Asks for a file and writes it; null = the user chose none, or there is nothing to write. */
  save: { params: SavedFile; result: { readonly fileName: string } | null };
}

export interface SelectionsEvents {
  /** null = no job is running on the dataset. */
  jobChanged: JobProgress | null;
  /** Other runs are kept of the dataset, or it has another selection. */
  runsChanged: { readonly runs: readonly ComparableRun[] };
}

export interface SelectionsPage {
  readonly methods: SelectionsMethods;
  readonly events: SelectionsEvents;
}

/** A run that can be compared. */
export interface ComparableRun {
  /** Of a kept run its name; another text for the selection that the table shows. */
  readonly name: string;
  readonly isCurrent: boolean;
}

/** Two runs of the comparison, by name. */
export interface RunPair {
  readonly a: string;
  readonly b: string;
}

/** A bar of the comparison: places of its distribution, its run and itself. */
export interface BarPlace {
  readonly distribution: number;
  readonly run: number;
  readonly bar: number;
}

export interface RowsOnlyInOne {
  readonly count: number;
  readonly rows: readonly Pick<RowSummary, 'rowIndex' | 'lineNumber' | 'preview'>[];
}

/** A curve, and what it is of. */
export interface StrategyCurve extends Curve {
  /** The strategy, in a line for each part. */
  readonly strategy: readonly string[];
}

/** What can be saved: a figure, the curve, or a card with all that is known. */
export const SAVED_KINDS = ['figure.svg', 'figure.png', 'curve.svg', 'curve.png', 'card.md', 'card.html'] as const;
export type SavedKind = (typeof SAVED_KINDS)[number];

export interface SavedFile {
  readonly kind: SavedKind;
  /** Of a PNG, which only a page can draw: its bytes in Base64. */
  readonly png?: string;
}

export interface SelectionsSetup {
  /** Of the dataset, without its folder. */
  readonly fileName: string;
  readonly runs: readonly ComparableRun[];
  /** What the page was left with. */
  readonly state: SelectionsState;
  readonly job: JobProgress | null;
  /** What the last comparison came to; null = none yet, or the window was loaded again. */
  readonly comparison: SelectionComparison | null;
  readonly curve: StrategyCurve | null;
}

/** Kept per file by the host. */
export interface SelectionsState {
  /** The runs that are to be compared. */
  readonly chosen: readonly string[];
  /** Of the curve. */
  readonly budgets: readonly number[];
  /** Whether a comparison, or a curve, is on the page: what is not there any more is made again. */
  readonly compared: boolean;
  readonly curved: boolean;
}
