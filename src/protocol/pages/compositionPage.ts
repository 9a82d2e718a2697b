import type { BarTest, Composition, PoolPart } from '../composition';
import type { JobProgress } from '../jobProgress';

/** Everything the page that shows a selection beside its pool can ask of the host. */
export interface CompositionMethods {
  ready: { params: null; result: CompositionSetup };
  /** Counts rows; `signals` null = the usual ones, and those that were added. Reads the rows the first time. */
  count: { params: { readonly signals: readonly string[] | null }; result: Composition };
  /** Shows the rows of a bar alone in the dataset's table. */
  filterBar: { params: WantedBar; result: null };
  saveState: { params: { readonly state: CompositionState }; result: null };
}

export interface CompositionEvents {
  /** null = no job is running on the dataset. */
  jobChanged: JobProgress | null;
  /** null = no rows are being read for the page. */
  readingChanged: JobProgress | null;
  shownChanged: ShownSelection;
}

export interface CompositionPage {
  readonly methods: CompositionMethods;
  readonly events: CompositionEvents;
}

/** The rows of a bar, of the pool or of the selection. */
export interface WantedBar {
  readonly signal: string;
  readonly part: PoolPart;
  readonly bar: BarTest;
}

/** The selection that the page is about. */
export interface ShownSelection {
  readonly isThere: boolean;
  /** Why it is not what a run now would give; null = it is, as far as is known. */
  readonly note: string | null;
  /** Another text whenever counts may be others. */
  readonly state: string;
}

export interface CompositionSetup {
  /** Of the dataset, without its folder. */
  readonly fileName: string;
  readonly shown: ShownSelection;
  readonly job: JobProgress | null;
  /** What the page was left with; null = it was never shown. */
  readonly state: CompositionState | null;
}

/** Kept per file by the host. */
export interface CompositionState {
  /** null = nothing was chosen. */
  readonly signals: readonly string[] | null;
  /** Those whose rarer categories are shown, too. */
  readonly unfolded: readonly string[];
}
