import type { Spent } from '../../../evol/run/spendingCap';
import { requests as countedRequests } from '../../../wording/counts';
import { formatCost, formatCount, formatScore } from '../../../wording/numbers';
import type { RunStatus } from '../../../evol/types';

/** How far a run is and whether its annotator works, for people. */
export function describeStatus(status: RunStatus): string[] {
  const { chains, done, scored, unscored, monotone, evolutions, dropReasons } = status;
  return [
    `Chains: ${formatCount(done)} of ${formatCount(chains)} done, ${formatCount(scored)} scored${unscored === 0 ? '' : `, ${formatCount(unscored)} without scores`}.`,
    `Evolutions: ${formatCount(evolutions.kept)} kept, ${formatCount(evolutions.dropped)} dropped${reasons(dropReasons)}.`,
    `Monotone chains: ${formatCount(monotone)} of ${formatCount(scored)} (no step scores lower than the one before).`,
    `Kendall of score and step: ${measure(status.kendall)} (1 = every step scores higher, 0 = by chance).`,
    `Self-agreement between orders: ${measure(status.selfAgreement)} (1 = the same ranking in every order).`,
    `Position bias: ${measure(status.positionBias)} points for the variant that stands first.`,
    `Asked so far: ${describeSpent(status)}.`,
  ];
}

/** @param price of a million tokens; null = not known */
export function describeSpent({ requests, tokens }: Spent, price: number | null = null): string {
  const cost = price === null ? '' : `, cost ${formatCost((tokens / 1e6) * price)}`;
  return `${countedRequests(requests)}, about ${formatCount(Math.round(tokens))} tokens${cost}`;
}

function reasons(dropReasons: RunStatus['dropReasons']): string {
  const entries = Object.entries(dropReasons);
  return entries.length === 0 ? '' : ` (${entries.map(([reason, count]) => `${reason}: ${count}`).join(', ')})`;
}

function measure(value: number | null): string {
  return formatScore(value ?? undefined);
}
