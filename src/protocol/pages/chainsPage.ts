import type { ChainDetail, ChainPage, ChainQuery, CorrectionRequest, RunOverview } from '../annotation';
import type { WireError } from '../requests';

/** Everything the page of a run's chains can ask of the host. What its buttons do elsewhere, commands do. */
export interface ChainsMethods {
  ready: { params: null; result: ChainsSetup };
  overview: { params: null; result: RunOverview };
  chains: {
    params: { readonly query: ChainQuery; readonly start: number; readonly count: number };
    result: ChainPage;
  };
  chain: { params: { readonly chainId: string }; result: ChainDetail };
  correct: { params: { readonly correction: CorrectionRequest }; result: Corrected };
  /** Takes back the last correction made here; null when there is none left. */
  undo: { params: null; result: Corrected | null };
  /** Shows the row that a chain starts from in its dataset. */
  showRow: { params: { readonly rowIndex: number }; result: null };
  saveState: { params: { readonly state: ChainsState }; result: null };
}

/** A chain after a correction, and whether there is one to take back. */
export interface Corrected {
  readonly chain: ChainDetail;
  readonly canUndo: boolean;
}

export interface ChainsEvents {
  /** Somebody works on the run or corrects it: what the page shows may be another. */
  runChanged: null;
}

export interface ChainsPage {
  readonly methods: ChainsMethods;
  readonly events: ChainsEvents;
}

export interface ChainsSetup {
  /** Or why the run cannot be read. */
  readonly overview: RunOverview | WireError;
  /** The run's folder, for people. */
  readonly name: string;
  /** Whether the dataset stands where it stood, so that its rows can be shown. */
  readonly hasDataset: boolean;
  readonly canUndo: boolean;
  readonly state: ChainsState | null;
}

/** Kept by the host while the page is hidden. */
export interface ChainsState {
  readonly query: ChainQuery;
  /** Of the open chain in the list that the query makes. */
  readonly place: number | null;
  readonly chainId: string | null;
  /** The open chain's share of the page, 0-1. */
  readonly chainShare: number;
  readonly changesShown: boolean;
  readonly figuresOpen: boolean;
}
