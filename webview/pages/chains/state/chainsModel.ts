import type { ChainDetail, ChainQuery, RunOverview } from '../../../../src/protocol/annotation';
import type { ChainsSetup, ChainsState } from '../../../../src/protocol/pages/chainsPage';
import type { WireError } from '../../../../src/protocol/requests';

/** The chains that the query lists, as the host has counted them. */
export interface ListState {
  /** null = not known yet. */
  readonly total: number | null;
  /** Goes up whenever what is known of the list's chains may be another. */
  readonly revision: number;
}

/** Everything that is on screen, apart from the list's chains. */
export interface ChainsModel {
  readonly name: string;
  readonly hasDataset: boolean;
  /** null = the run cannot be read, and `failure` says why. */
  readonly overview: RunOverview | null;
  readonly failure: WireError | null;
  /** What went wrong last, until it is dismissed. */
  readonly error: WireError | null;
  /** Last thing worth announcing to a screen reader. */
  readonly announcement: string;
  readonly query: ChainQuery;
  readonly list: ListState;
  /** The place in the list that the keyboard is at; null = none yet. */
  readonly place: number | null;
  /** The chain that is open, or about to be. */
  readonly chainId: string | null;
  readonly chain: ChainDetail | null;
  /** The variant that keys are about. */
  readonly step: number;
  readonly canUndo: boolean;
  readonly chainShare: number;
  readonly changesShown: boolean;
  readonly figuresOpen: boolean;
}

const DEFAULT_QUERY: ChainQuery = { filter: 'all', dimension: null };
const DEFAULT_SHARE = 0.64;
/** Below this height the figures would leave no room for chains. */
const TALL_PAGE_PX = 480;

export function initialModel({ overview, state, ...setup }: ChainsSetup, pageHeight: number): ChainsModel {
  const failure = 'code' in overview ? overview : null;
  return {
    name: setup.name,
    hasDataset: setup.hasDataset,
    overview: 'code' in overview ? null : overview,
    failure,
    error: null,
    announcement: '',
    query: state?.query ?? DEFAULT_QUERY,
    list: { total: null, revision: 0 },
    place: state?.place ?? null,
    chainId: state?.chainId ?? null,
    chain: null,
    step: 0,
    canUndo: setup.canUndo,
    chainShare: state?.chainShare ?? DEFAULT_SHARE,
    changesShown: state?.changesShown ?? true,
    figuresOpen: state?.figuresOpen ?? pageHeight >= TALL_PAGE_PX,
  };
}

/** What the host keeps while the page is hidden. */
export function savedState({ query, place, chainId, chainShare, changesShown, figuresOpen }: ChainsModel): ChainsState {
  return { query, place, chainId, chainShare, changesShown, figuresOpen };
}
