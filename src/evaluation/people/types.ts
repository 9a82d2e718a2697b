import type { Interval } from '../types';

/** A vote as the page has it: by sides, so that nothing in it tells which model is which. */
export type SideVote = 'left' | 'tie' | 'right';

/** What a sheet is made of. */
export interface BegunSheet {
  /** To write. Absolute. */
  readonly folder: string;
  /** Outputs of two models, as for `evaluate pairwise`. Absolute. */
  readonly a: string;
  readonly b: string;
  /** Decides which answer stands on which side, and which prompts are drawn. */
  readonly seed: number;
  /** Prompts, drawn by the seed; null = all. */
  readonly count: number | null;
}

/** What people preferred, by model. */
export interface VoteCounts {
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
}

/** How two annotators agree on the items that both voted on. */
export interface PairAgreement {
  readonly annotators: readonly [string, string];
  readonly items: number;
  /** The share of equal votes. */
  readonly same: number;
  /** The same where a tie against a preference counts half. */
  readonly tieDiscounted: number;
  /** Cohen's kappa: agreement beyond chance; null where chance alone agrees always. */
  readonly kappa: number | null;
}

/** In the form of a pairwise result, so that experiments read it too: people are the judge. */
export interface PeopleResult extends VoteCounts {
  readonly kind: 'pairwise';
  readonly a: { readonly name: string };
  readonly b: { readonly name: string };
  readonly judge: string;
  /** Hex SHA-256 of the question that is put. */
  readonly promptHash: string;
  readonly complete: boolean;
  readonly seed: number;
  readonly pairs: number;
  /** Items with a vote: counts are of those, an item being what most of its voters say, else a tie. */
  readonly judged: number;
  readonly winRate: number | null;
  readonly interval: Interval | null;
  /** Of each annotator's votes. */
  readonly annotators: readonly (VoteCounts & { readonly name: string })[];
  readonly agreement: readonly PairAgreement[];
}
