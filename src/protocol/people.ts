import type { BegunSheet, PeopleResult, SideVote } from '../evaluation/people/types';

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

/** What is asked of blind sheets. */
export interface PeopleMethods {
  /** Writes a sheet on which people compare the answers of two models without knowing whose they are. */
  'people/begin': { params: BeginSheetRequest; result: { readonly items: number } };
  'people/overview': { params: OfSheet; result: SheetOverview };
  /** What an annotator has said so far; nothing of a new one. */
  'people/votes': { params: OfAnnotator; result: SideVotes };
  'people/item': { params: OfAnnotator & { readonly item: number }; result: SheetItem };
  /** Keeps a vote. */
  'people/vote': { params: SheetVote; result: SheetOverview };
  /** Whose answers were better: refused until the sheet is complete. */
  'people/result': { params: OfSheet; result: PeopleResult };
  /** Writes every vote with the models' names, and the result beside the sheet. */
  'people/export': {
    params: OfSheet & { readonly outputPath: string; readonly overwrite: boolean };
    result: { readonly votes: number };
  };
}
