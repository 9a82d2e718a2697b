import type { DistributionBar } from './comparison';
import type { SignalKind } from './signals';

/** What people have tagged rows with by hand, beside the signals. */
export const HAND_TAGS = 'hand-tags';

/** What is shown unless somebody chose something else, as far as the dataset has it. */
export const USUAL_SIGNALS: readonly string[] = ['source', 'language', 'turns', 'total-length'];

/** What a selection consists of beside its pool. */
export interface CompositionRequest {
  /** Names of signals, `field:PATH` included, and `HAND_TAGS`; absent = the usual ones, and those that were added. */
  readonly signals?: readonly string[];
}

/** The rows of a bar: as of a distribution, or those without a value. */
export type CompositionBar = DistributionBar | { readonly none: true };

export interface CountedBar {
  readonly bar: CompositionBar;
  /** Good rows of the pool. */
  readonly pool: number;
  /** Of these, selected ones. */
  readonly selected: number;
}

export interface SignalComposition {
  readonly signal: string;
  readonly kind: SignalKind;
  /**
   * Numbers by size, categories and tags by their rows in the pool; then all that none stands for, then rows without a
   * value. A row is in one bar, unless it has several tags.
   */
  readonly bars: readonly CountedBar[];
}

export interface Composition {
  /** Good rows of the pool, and those of them that are selected. */
  readonly pool: number;
  readonly selected: number;
  /** In the order asked for. */
  readonly signals: readonly SignalComposition[];
  /** What can be asked for: names of signals and of fields that have categories or numbers. */
  readonly offered: readonly string[];
}

/** Of a pool and its selection, whose rows. */
export type PoolPart = 'pool' | 'selected';

/** The rows of a bar, as a filter tells them: it stays true of another selection. */
export type BarTest =
  | { readonly low: number; readonly high: number; readonly isLast: boolean }
  | { readonly category: string }
  | { readonly otherThan: readonly string[] }
  | { readonly none: true };

/** Rows of the pool, or of the selection, that a bar of a signal stands for. */
export interface BarRows {
  /** What they are, for people. */
  readonly name: string;
  readonly signal: string;
  readonly part: PoolPart;
  readonly bar: BarTest;
}
