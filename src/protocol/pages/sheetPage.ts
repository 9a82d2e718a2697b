import type { PeopleResult, SideVote } from '../../evaluation/people/types';
import type { SheetItem, SheetOverview, SideVotes } from '../people';
import type { WireError } from '../requests';

/** Everything the blind sheet can ask of the host. */
export interface SheetMethods {
  ready: { params: null; result: SheetSetup };
  overview: { params: null; result: SheetOverview };
  /** What an annotator has said so far. */
  votes: { params: { readonly annotator: string }; result: SideVotes };
  item: { params: { readonly annotator: string; readonly item: number }; result: SheetItem };
  vote: {
    params: { readonly annotator: string; readonly item: number; readonly vote: SideVote | null };
    result: SheetOverview;
  };
  /** Names the models; refused until everybody has finished. */
  result: { params: null; result: PeopleResult };
  /** Asks where to, and writes every vote there; null = the user chose nothing. */
  exportVotes: { params: null; result: { readonly votes: number } | null };
  saveState: { params: { readonly state: SheetState }; result: null };
}

export interface SheetEvents {
  /** Somebody else has voted. */
  sheetChanged: null;
}

export interface SheetPage {
  readonly methods: SheetMethods;
  readonly events: SheetEvents;
}

export interface SheetSetup {
  /** Or why the sheet cannot be read. */
  readonly overview: SheetOverview | WireError;
  readonly state: SheetState | null;
}

/** Kept by the host while the page is hidden. */
export interface SheetState {
  /** Who votes; null = nobody has said so. */
  readonly annotator: string | null;
  /** 0-based. */
  readonly item: number;
  readonly rendered: boolean;
}
