import { kendall } from '../../training/metrics';
import type { ChainPlan } from '../chain/chainPlan';
import { chainState, isKept, type ChainState, type Judgement, type Variant } from '../chain/chainState';
import { correctedBy, type CorrectedOf } from '../run/corrections';
import type { Run } from '../run/runFolder';
import { spentOn } from '../run/sentRequest';
import { firstPlaceGains, meanOrNull, meanScore, scoresByOrder, selfAgreement } from './agreement';
import { DROPPED_BY_HAND, type InspectedChain, type InspectedRun, type InspectedVariant } from '../types';

/** Everything that a run's folder says, computed from its answers and corrections. */
export function inspectRun(run: Run): InspectedRun {
  const corrected = correctedBy(run.corrections);
  const states = run.plans.map((plan) => ({
    plan,
    state: chainState(plan, run.description.parameters, run.answerOf),
  }));
  const chains = states.map(({ plan, state }) => inspectChain(plan, state, corrected));
  const kept = chains.filter(isKept);
  return {
    chains,
    positionBias: meanOrNull(states.flatMap(({ state }) => firstPlaceGains(state.judgements))),
    selfAgreement: meanOrNull(kept.flatMap((chain) => chain.selfAgreement ?? [])),
    kendall: meanOrNull(kept.flatMap((chain) => chain.kendall ?? [])),
    ...spentOn(run.answers, run.sent),
  };
}

function inspectChain(
  { id, dimension, seed }: ChainPlan,
  { variants, judgements, pending }: ChainState,
  corrected: CorrectedOf,
): InspectedChain {
  const inspected = variants.map((variant) => inspectVariant(id, variant, judgements, corrected));
  const done = pending.length === 0;
  const unused = judgements.find((judgement) => judgement.problem !== undefined)?.problem;
  const problem = unused ?? (done && judgements.length === 0 ? 'no evolution succeeded' : undefined);
  return {
    id,
    rowIndex: seed.rowIndex,
    turn: seed.turn,
    dimension,
    variants: inspected,
    orders: judgements.map(({ order }) => order),
    selfAgreement: selfAgreement(judgements),
    kendall: stepKendall(inspected),
    done,
    ...(problem === undefined ? {} : { problem }),
    ...(corrected(id).drop ? { dropped: DROPPED_BY_HAND } : {}),
  };
}

function stepKendall(variants: readonly InspectedVariant[]): number | null {
  const points = variants.filter(isKept).flatMap(({ step, score }) => (score === null ? [] : [{ step, score }]));
  if (points.length < 2) return null;
  return kendall(
    points.map(({ step }) => step),
    points.map(({ score }) => score),
  );
}

function inspectVariant(
  chain: string,
  { step, method, text, dropped }: Variant,
  judgements: readonly Judgement[],
  corrected: CorrectedOf,
): InspectedVariant {
  const scores = dropped === undefined ? scoresByOrder(judgements, step) : [];
  const judged = meanScore(scores);
  const correction = corrected(chain, step);
  const reason = dropped ?? (correction.drop ? DROPPED_BY_HAND : undefined);
  return {
    step,
    method,
    text,
    score: correction.score ?? judged,
    scores,
    ...(correction.score === null ? {} : { judgedScore: judged }),
    ...(reason === undefined ? {} : { dropped: reason }),
  };
}

/** Whether each step of a chain scores at least as high as the one before it; false without scores. */
export function isMonotone({ variants }: Pick<InspectedChain, 'variants'>): boolean {
  const scores = variants.filter(isKept).flatMap(({ score }) => score ?? []);
  return scores.length > 1 && scores.every((score, at) => at === 0 || score >= (scores[at - 1] ?? score));
}
