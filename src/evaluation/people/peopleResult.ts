import { createHash } from 'node:crypto';
import type { PairAgreement, PeopleResult, VoteCounts } from './types';
import type { Preference } from '../pairwise/preference';
import { wilsonInterval } from '../pairwise/wilson';

/** What annotators are asked. */
export const QUESTION = 'Which of the two answers serves the one who gave the prompt better, or is neither better?';

export interface AnnotatorVotes {
  readonly name: string;
  /** By item; null = undecided. */
  readonly votes: readonly (Preference | null)[];
}

export interface JudgedSheet {
  readonly names: Readonly<Record<'a' | 'b', string>>;
  readonly seed: number;
  readonly items: number;
}

/** Whether everybody who began has voted on everything. */
export function isComplete(annotators: readonly AnnotatorVotes[]): boolean {
  return annotators.length > 0 && annotators.every(({ votes }) => !votes.includes(null));
}

/** What the votes come to. */
export function peopleResult({ names, seed, items }: JudgedSheet, annotators: readonly AnnotatorVotes[]): PeopleResult {
  const verdicts = Array.from({ length: items }, (_, item) => verdictOf(annotators.map(({ votes }) => votes[item])));
  const judged = verdicts.filter((verdict) => verdict !== null);
  const counts = countsOf(judged);
  const winRate = judged.length === 0 ? null : (counts.wins + counts.ties / 2) / judged.length;
  return {
    kind: 'pairwise',
    ...{ a: { name: names.a }, b: { name: names.b } },
    judge: `people (${annotators.map(({ name }) => name).join(', ')})`,
    promptHash: createHash('sha256').update(QUESTION).digest('hex'),
    ...{ complete: isComplete(annotators), seed, pairs: items, judged: judged.length },
    ...counts,
    winRate,
    interval: winRate === null ? null : wilsonInterval(winRate, judged.length),
    annotators: annotators.map(({ name, votes }) => ({ name, ...countsOf(votes) })),
    agreement: annotators.flatMap((first, at) =>
      annotators.slice(at + 1).flatMap((second) => agreementOf(first, second) ?? []),
    ),
  };
}

/** What more say than anything else; a tie where no vote leads; null without a vote. */
function verdictOf(votes: readonly (Preference | null | undefined)[]): Preference | null {
  const { wins, ties, losses } = countsOf(votes);
  if (wins + ties + losses === 0) return null;
  if (wins > Math.max(ties, losses)) return 'a';
  return losses > Math.max(ties, wins) ? 'b' : 'tie';
}

function countsOf(votes: readonly (Preference | null | undefined)[]): VoteCounts {
  const count = (wanted: Preference): number => votes.filter((vote) => vote === wanted).length;
  return { wins: count('a'), ties: count('tie'), losses: count('b') };
}

/** @returns undefined where no item has a vote of both */
function agreementOf(first: AnnotatorVotes, second: AnnotatorVotes): PairAgreement | undefined {
  const shared = first.votes.flatMap((vote, item): (readonly [Preference, Preference])[] => {
    const other = second.votes[item] ?? null;
    return vote === null || other === null ? [] : [[vote, other]];
  });
  if (shared.length === 0) return undefined;
  const shareOf = (credit: (one: Preference, other: Preference) => number): number =>
    shared.reduce((sum, [one, other]) => sum + credit(one, other), 0) / shared.length;
  const same = shareOf((one, other) => (one === other ? 1 : 0));
  const expected = (['a', 'tie', 'b'] as const).reduce((sum, vote) => {
    const [ofFirst, ofSecond] = [
      shareOf((one) => (one === vote ? 1 : 0)),
      shareOf((_, each) => (each === vote ? 1 : 0)),
    ];
    return sum + ofFirst * ofSecond;
  }, 0);
  return {
    annotators: [first.name, second.name],
    items: shared.length,
    same,
    tieDiscounted: shareOf((one, other) => (one === other ? 1 : one === 'tie' || other === 'tie' ? 0.5 : 0)),
    kappa: expected === 1 ? null : (same - expected) / (1 - expected),
  };
}
