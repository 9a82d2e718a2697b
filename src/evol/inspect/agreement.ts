import { kendall, mean } from '../../training/metrics';
import type { Judgement } from '../chain/chainState';

/** The scores of one step, one per order; null where an order's answer could not be used. */
export function scoresByOrder(judgements: readonly Judgement[], step: number): (number | null)[] {
  return judgements.map(({ order, scores }) => scores?.[order.indexOf(step)] ?? null);
}

/** The mean of the scores that there are; null when there is none. */
export function meanScore(scores: readonly (number | null)[]): number | null {
  return meanOrNull(scores.filter((score) => score !== null));
}

/** Mean Kendall's τ-b over pairs of orders, -1 to 1; null with fewer than two usable orders. */
export function selfAgreement(judgements: readonly Judgement[]): number | null {
  const byStep = judgements.flatMap(({ order, scores }) =>
    scores === null ? [] : [new Map(order.map((step, at) => [step, scores[at] ?? Number.NaN]))],
  );
  const pairs = byStep.flatMap((first, at) => byStep.slice(at + 1).map((second) => agreementOf(first, second)));
  return meanOrNull(pairs);
}

function agreementOf(first: ReadonlyMap<number, number>, second: ReadonlyMap<number, number>): number {
  const steps = [...first.keys()];
  return kendall(
    steps.map((step) => first.get(step) ?? Number.NaN),
    steps.map((step) => second.get(step) ?? Number.NaN),
  );
}

/** For each variant that stood first in one order: its score there minus the mean of its scores in the other orders. */
export function firstPlaceGains(judgements: readonly Judgement[]): number[] {
  return judgements.flatMap(({ order, scores }, at) => {
    const first = order[0];
    if (scores === null || first === undefined) return [];
    const others = judgements.filter((_, other) => other !== at);
    const elsewhere = meanScore(scoresByOrder(others, first));
    return elsewhere === null ? [] : [(scores[0] ?? Number.NaN) - elsewhere];
  });
}

export function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : mean(values);
}
