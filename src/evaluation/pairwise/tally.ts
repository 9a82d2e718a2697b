import type { Tally } from '../types';
import { isFlip, type Verdict } from './bothOrders';
import type { Preference } from './preference';
import { wilsonInterval } from './wilson';

/** What verdicts come to; those without one in some order are left out. */
export function tallied(verdicts: readonly Verdict[]): Tally {
  const judged = verdicts.filter(({ preference }) => preference !== null);
  const count = (wanted: Preference): number => judged.filter(({ preference }) => preference === wanted).length;
  const [wins, ties, losses] = [count('a'), count('tie'), count('b')];
  const winRate = judged.length === 0 ? null : (wins + ties / 2) / judged.length;
  return {
    ...{ judged: judged.length, wins, ties, losses },
    flips: judged.filter((verdict) => isFlip(verdict.verdicts)).length,
    winRate,
    interval: winRate === null ? null : wilsonInterval(winRate, judged.length),
  };
}

/** Those that were asked about and have no verdict in some order. */
export function unjudged(verdicts: readonly Verdict[]): { readonly refused: number; readonly unreadable: number } {
  const failed = (why: Verdict['failed']): number => verdicts.filter((verdict) => verdict.failed === why).length;
  return { refused: failed('refused'), unreadable: failed('unreadable') };
}
