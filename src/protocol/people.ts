import type { BegunSheet, SideVote } from '../evaluation/people/types';

export type { PairAgreement, PeopleResult, SideVote } from '../evaluation/people/types';
export type BeginSheetRequest = BegunSheet;

/** Votes as a page has them, by sides, in the order in which it offers them. */
export const SIDE_VOTES: readonly SideVote[] = ['left', 'tie', 'right'];

export interface OfSheet {
  /** Absolute. */
  readonly folder: string;
}

export interface OfAnnotator extends OfSheet {
  readonly annotator: string;
}

/** How far a sheet is; nothing in here names a model. */
export interface SheetOverview {
  readonly items: number;
  readonly seed: number;
  /** In the order of their names. */
  readonly annotators: readonly { readonly name: string; readonly voted: number }[];
  /** Whether everybody who began has voted on every item, so that there is a result. */
  readonly complete: boolean;
}

/** A prompt and its two answers, as an annotator sees them. */
export interface SheetItem {
  /** 0-based. */
  readonly item: number;
  readonly instruction: string;
  readonly left: string;
  readonly right: string;
}

/** By item; null = undecided. */
export type SideVotes = readonly (SideVote | null)[];

export interface SheetVote extends OfAnnotator {
  /** 0-based. */
  readonly item: number;
  /** null takes a vote back. */
  readonly vote: SideVote | null;
}
