import type { PeopleResult } from '../../../../src/evaluation/people/types';
import type { SheetItem, SheetOverview, SideVotes } from '../../../../src/protocol/people';
import type { SheetSetup, SheetState } from '../../../../src/protocol/pages/sheetPage';
import type { WireError } from '../../../../src/protocol/requests';

/** Everything that is on screen. */
export interface SheetModel {
  readonly overview: SheetOverview | null;
  /** Why there is no sheet to show. */
  readonly failure: WireError | null;
  /** Who votes; null = nobody has said so. */
  readonly annotator: string | null;
  /** Of the annotator, by item. */
  readonly votes: SideVotes;
  /** 0-based. */
  readonly item: number;
  /** Stays that of the item before until the next one has arrived. */
  readonly shown: SheetItem | null;
  /** Names the models: asked for once the sheet is complete, by a person who knows that. */
  readonly result: PeopleResult | null;
  readonly rendered: boolean;
  readonly error: WireError | null;
  readonly announcement: string;
}

export function initialModel({ overview, state }: SheetSetup): SheetModel {
  const isThere = !('code' in overview);
  return {
    overview: isThere ? overview : null,
    failure: isThere ? null : overview,
    annotator: state?.annotator ?? null,
    votes: [],
    item: state?.item ?? 0,
    shown: null,
    result: null,
    rendered: state?.rendered ?? true,
    error: null,
    announcement: '',
  };
}

export function savedState({ annotator, item, rendered }: SheetModel): SheetState {
  return { annotator, item, rendered };
}

/** Whether there is a result to show, and nobody votes who would be told too early. */
export function mayShowResult({ overview, annotator, votes }: SheetModel): boolean {
  return overview?.complete === true && (annotator === null || undecided(votes) === 0);
}

/** The first undecided item after another, from the start again behind the last; null = all are decided. */
export function nextUndecided(votes: SideVotes, after: number): number | null {
  for (let step = 1; step <= votes.length; step++) {
    const item = (after + step) % votes.length;
    if (votes[item] === null) return item;
  }
  return null;
}

export function undecided(votes: SideVotes): number {
  return votes.filter((vote) => vote === null).length;
}
