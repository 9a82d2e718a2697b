import type { ScorerChoice } from '../choices/scorers';
import type { SignalKind, SignalValue } from './signals';
import type { SignalSupply } from './signalSupply';

/** Signals of a pool that are asked for by name. */
export interface PoolSignalsRequest extends SignalSupply {
  readonly names: readonly string[];
  /** Whether the values of every row are wanted, too. */
  readonly rows: boolean;
  /** Whether they are added to the dataset: shown with its rows, and written into reports and exports with scores. */
  readonly add?: boolean;
  /** Path of a tokenizer.json: lengths are counted in its tokens. */
  readonly tokenizer?: string;
  /** Needed for scored signals alone. */
  readonly scorer?: ScorerChoice;
}

export interface PoolSignal {
  readonly name: string;
  /** Of a field what its values are: tags where any row has a list, numbers where all are. */
  readonly kind: SignalKind;
  readonly scope: 'turn' | 'row';
  /** `computed` from the row, `imported` from its fields, or the name of the scorer. */
  readonly origin: string;
  /** Rows that have a value. */
  readonly rowsWithValue: number;
  /** Of numbers; absent where no row has any. */
  readonly range?: { readonly min: number; readonly mean: number; readonly max: number };
  /** Of categories and tags, the most frequent ones. */
  readonly mostFrequent?: readonly { readonly value: string; readonly rows: number }[];
}

export interface PoolSignals {
  readonly signals: readonly PoolSignal[];
  readonly rows?: readonly { readonly rowIndex: number; readonly values: Readonly<Record<string, SignalValue>> }[];
}
