import { say } from '../../messages/say';
import { kendall } from '../../training/metrics';
import type { ChainPlan } from '../chain/chainPlan';
import {
  chainState,
  isKept,
  type ChainRules,
  type ChainState,
  type Judgement,
  type Variant,
} from '../chain/chainState';
import { correctedBy, type CorrectedOf } from '../run/corrections';
import type { Run } from '../run/runFolder';
import type { AnswerOf } from '../run/recordedAnswer';
import { spentOn } from '../run/sentRequest';
import type { Spent } from '../run/spendingCap';
import { firstPlaceGains, meanOrNull, meanScore, scoresByOrder, selfAgreement } from './agreement';
import { DROPPED_BY_HAND, type InspectedChain, type InspectedRun, type InspectedVariant } from '../types';

/** Everything that a run's folder says, computed from its answers and corrections. */
export function inspectRun(run: Run): InspectedRun {
  const corrected = correctedBy(run.corrections);
  const results = run.plans.map((plan) => chainResult(plan, run.description.parameters, run.answerOf, corrected));
  return inspectedFrom(results, spentOn(run.answers, run.sent));
}

/** A chain, and what of it counts for the whole run alone. */
export interface ChainResult {
  readonly chain: InspectedChain;
  /** What variants gain by standing first, in points. */
  readonly firstPlaceGains: readonly number[];
}

export function chainResult(
  plan: ChainPlan,
  rules: ChainRules,
  answerOf: AnswerOf,
  corrected: CorrectedOf,
): ChainResult {
  const state = chainState(plan, rules, answerOf);
  return { chain: inspectChain(plan, state, corrected), firstPlaceGains: firstPlaceGains(state.judgements) };
}

/** @param results of all chains of the run */
export function inspectedFrom(results: readonly ChainResult[], spent: Spent): InspectedRun {
  const chains = results.map(({ chain }) => chain);
  const kept = chains.filter(isKept);
  return {
    chains,
    positionBias: meanOrNull(results.flatMap((result) => result.firstPlaceGains)),
    selfAgreement: meanOrNull(kept.flatMap((chain) => chain.selfAgreement ?? [])),
    kendall: meanOrNull(kept.flatMap((chain) => chain.kendall ?? [])),
    ...spent,
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
  const problem = unused ?? (done && judgements.length === 0 ? say('rank.noEvolution') : undefined);
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
