import { createHash } from 'node:crypto';
import type { SideVote } from './types';
import type { Preference } from '../pairwise/preference';

/** What stands on the left for an annotator. */
export type Side = 'a' | 'b';

/**
 * Which model's answer stands on the left: by the first byte of the SHA-256 of `SEED:ANNOTATOR:ITEM`, even = a. Each
 * annotator has sides of their own, so that a liking for one side is no liking for one model.
 * @param item 0-based
 */
export function leftSide(seed: number, annotator: string, item: number): Side {
  const [byte = 0] = createHash('sha256').update(`${seed}:${annotator}:${item}`).digest();
  return byte % 2 === 0 ? 'a' : 'b';
}

export function preferenceOf(vote: SideVote, left: Side): Preference {
  if (vote === 'tie') return 'tie';
  return (vote === 'left') === (left === 'a') ? 'a' : 'b';
}

export function sideOf(preference: Preference, left: Side): SideVote {
  if (preference === 'tie') return 'tie';
  return preference === left ? 'left' : 'right';
}

/** A line of an annotator's votes; the last one of an item counts. */
export interface VoteLine {
  /** 0-based. */
  readonly item: number;
  /** null = taken back. */
  readonly vote: Preference | null;
  /** What stood on the left. */
  readonly left: Side;
  /** ISO 8601. */
  readonly at: string;
}

/** By item; null = undecided. */
export function votesByItem(lines: readonly VoteLine[], items: number): (Preference | null)[] {
  const votes = Array.from({ length: items }, (): Preference | null => null);
  for (const { item, vote } of lines) if (item < items) votes[item] = vote;
  return votes;
}
