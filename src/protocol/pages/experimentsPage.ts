import type { ExperimentFile, Experiments } from '../experiments';
import type { WireError } from '../requests';

/** Everything the page of experiments can ask of the host. */
export interface ExperimentsMethods {
  ready: { params: null; result: ExperimentsSetup };
  /** Reads the folder again. */
  read: { params: null; result: Experiments };
  /** Asks where to, and writes there what the folder then holds; null = the user chose nothing. */
  save: { params: SavedExperiments; result: { readonly fileName: string } | null };
  /** Shows what is to be run for a training folder, by its path from the folder that was read. */
  showCommands: { params: { readonly folder: string }; result: null };
}

export interface ExperimentsEvents {
  /** A training was prepared, or a result has come. */
  experimentsChanged: null;
}

export interface ExperimentsPage {
  readonly methods: ExperimentsMethods;
  readonly events: ExperimentsEvents;
}

/** What can be saved: a file that the host writes, or a picture that only a page can draw, in Base64. */
export type SavedExperiments =
  { readonly file: ExperimentFile } | { readonly file: 'curve.png' | 'radar.png'; readonly png: string };

export interface ExperimentsSetup {
  readonly folderName: string;
  /** Or why the folder cannot be read. */
  readonly experiments: Experiments | WireError;
}
