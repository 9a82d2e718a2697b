import { kendall } from '../../training/metrics';
import type { ChainPlan } from '../chain/chainPlan';
import { chainState, isKept, type ChainState, type Judgement, type Variant } from '../chain/chainState';
import type { Dimension, Method } from '../prompts/evolvePrompts';
import { correctedBy, type CorrectedOf } from '../run/corrections';
import type { Run } from '../run/runFolder';
import { spentOn } from '../run/sentRequest';
import { firstPlaceGains, meanOrNull, meanScore, scoresByOrder, selfAgreement } from './agreement';

/** What a variant that a person took out says in place of a failure. */
export const DROPPED_BY_HAND = 'by hand';

export interface InspectedVariant {
  /** 0 = the turn as it is in the dataset. */
  readonly step: number;
  readonly method: Method | null;
  readonly text: string;
  /** 1 to 6: a person's correction, else the mean over the orders; null without either. */
  readonly score: number | null;
  /** By order, in the order of the chain's `orders`; null where the answer could not be used. */
  readonly scores: readonly (number | null)[];
  /** The judge's mean, where a person set another score. */
  readonly judgedScore?: number | null;
  /** Why it is no part of the chain. */
  readonly dropped?: string;
}

export interface InspectedChain {
  readonly id: string;
  readonly rowIndex: number;
  /** Of the row, from 0. */
  readonly turn: number;
  readonly dimension: Dimension;
  readonly variants: readonly InspectedVariant[];
  /** Steps in the order in which the judge saw them, one list per order. */
  readonly orders: readonly (readonly number[])[];
  /** Mean Kendall's τ-b between orders; null with fewer than two. */
  readonly selfAgreement: number | null;
  /** Kendall's τ-b of score and step; null without scores. */
  readonly kendall: number | null;
  /** Whether everything was asked that the chain needs. */
  readonly done: boolean;
  /** Why it lacks the scores of an order, or all, although these were asked for. */
  readonly problem?: string;
  readonly dropped?: string;
}

export interface InspectedRun {
  readonly chains: readonly InspectedChain[];
  /** How much a variant gains by standing first, in points; null without two orders. */
  readonly positionBias: number | null;
  readonly selfAgreement: number | null;
  readonly kendall: number | null;
  readonly requests: number;
  readonly tokens: number;
}

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
