import type { Calibration, FullCalibration } from '../calibration';
import type { JobProgress } from '../jobProgress';
import type { RowDetail } from '../dataset';
import type { RowPair } from '../decisions';

/** Everything the page that calibrates a threshold can ask of the host. What its buttons do elsewhere, commands do. */
export interface CalibrationMethods {
  ready: { params: null; result: CalibrationSetup };
  /** Compares a sample of rows with each other; another seed draws others. */
  calibrate: { params: { readonly seed: number }; result: PageCalibration };
  rows: { params: { readonly rowIndexes: readonly number[] }; result: readonly RowDetail[] };
  /** Decides that two rows are not the same, or takes that back. */
  tellApart: { params: { readonly rows: RowPair; readonly areSame: boolean }; result: null };
  /** Runs of the dataset go by the threshold from now on. */
  useThreshold: { params: { readonly threshold: number }; result: null };
  /** Shows a row in the dataset's table. */
  showRow: { params: { readonly rowIndex: number }; result: null };
  saveState: { params: { readonly state: CalibrationState }; result: null };
}

export interface CalibrationEvents {
  /** null = no job is running on the dataset. */
  jobChanged: JobProgress | null;
  /** Its rows are others: what the page shows is no longer of this file. */
  rowsChanged: null;
  /** What runs go by is another one: it was typed or set elsewhere. null = what the embedder recommends. */
  thresholdChanged: { readonly threshold: number | null };
}

export interface CalibrationPage {
  readonly methods: CalibrationMethods;
  readonly events: CalibrationEvents;
}

export interface PageCalibration extends Calibration {
  readonly full: FullCalibration;
}

/** What somebody says of two rows. */
export interface PairVote {
  readonly rows: RowPair;
  readonly cosineSimilarity: number;
  readonly areSame: boolean;
}

export interface CalibrationSetup {
  /** Of the dataset, without its folder. */
  readonly fileName: string;
  /** What runs of the dataset go by; null = what the embedder recommends. */
  readonly threshold: number | null;
  readonly job: JobProgress | null;
  /** The last one; null = none yet, or the window was loaded again. */
  readonly calibration: PageCalibration | null;
  readonly state: CalibrationState | null;
}

/** Kept per file by the host. */
export interface CalibrationState {
  /** What is looked at; null = not chosen yet. */
  readonly threshold: number | null;
  readonly seed: number;
  readonly votes: readonly PairVote[];
  /** What the votes are of: those on other rows, or by another embedder, say nothing. */
  readonly votedOn: string;
}
