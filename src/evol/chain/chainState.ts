import type { MessageArgument } from '../../common/message';
import { inEnglish } from '../../messages/wording';
import { MOST_ANSWER_TOKENS } from '../../serverClient/structuredChat';
import type { RunRequest } from '../run/runRequest';
import { EVOLVE_TEMPLATES, METHODS, type Dimension, type Method } from '../prompts/evolvePrompts';
import { fillPrompt } from '../prompts/promptTexts';
import { RANK_TEMPLATES, REPAIR_TEMPLATE, SCORES_SCHEMA } from '../prompts/rankPrompts';
import type { AnswerOf, RecordedAnswer } from '../run/recordedAnswer';
import { methodOf, randomFor, rankOrders, type ChainPlan } from './chainPlan';
import { failureOf } from './failedEvolution';
import { readRankAnswer, type RankReading } from './rankAnswer';
import { rewrittenText } from './rewrite';

/** What decides a chain besides its turn. */
export interface ChainRules {
  readonly seed: number;
  /** Evolutions per chain. */
  readonly evolutions: number;
  /** Orders in which a chain is judged. */
  readonly orders: number;
}

export interface Variant {
  /** 0 = the turn as it is in the dataset. */
  readonly step: number;
  /** null for step 0. */
  readonly method: Method | null;
  readonly text: string;
  /** Why it is no part of the chain. */
  readonly dropped?: MessageArgument;
}

/** The variants of a chain as they were shown to the judge once. */
export interface Judgement {
  /** Steps in the order in which they were shown. */
  readonly order: readonly number[];
  /** Scores in that order; null when the answer could not be used. */
  readonly scores: readonly number[] | null;
  /** Why there are no scores. */
  readonly problem?: MessageArgument;
}

/** A request that comes next. */
export type PendingRequest = RunRequest<'evolve' | 'rank'>;

export interface ChainState {
  readonly variants: readonly Variant[];
  /** One per order that has been judged. */
  readonly judgements: readonly Judgement[];
  /** Empty when the chain is done. */
  readonly pending: readonly PendingRequest[];
}

/** A step that failed is tried once more. */
const TRIES = 2;
const EVOLVE_TEMPERATURE = 0.7;

/** How much longer a step may make a text. */
const ALLOWANCE: Readonly<Record<Dimension, { readonly times: number; readonly words: number }>> = {
  complexity: { times: 2, words: 100 },
  quality: { times: 3, words: 300 },
};

/**
 * Where a chain stands after the answers that there are. It depends on nothing else, so that a run can be stopped
 * anywhere and goes on as if it had not been.
 */
export function chainState(plan: ChainPlan, rules: ChainRules, answerOf: AnswerOf): ChainState {
  const variants: Variant[] = [{ step: 0, method: null, text: textOf(plan) }];
  for (let step = 1; step <= rules.evolutions; step++) {
    const next = evolved(plan, rules, variants, step, answerOf);
    if ('key' in next) return { variants, judgements: [], pending: [next] };
    variants.push(next);
  }
  return { variants, ...judged(plan, rules, variants, answerOf) };
}

/** What of a turn is evolved. */
export function textOf({ dimension, seed }: ChainPlan): string {
  return dimension === 'complexity' ? seed.instruction : seed.response;
}

/** The variant of a step, or the request that it needs. */
function evolved(
  plan: ChainPlan,
  { seed }: ChainRules,
  variants: readonly Variant[],
  step: number,
  answerOf: AnswerOf,
): Variant | PendingRequest {
  const before = variants.filter(isKept).map(({ text }) => text);
  let failed: Variant | undefined;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const method = methodOf(seed, plan, step, attempt);
    const key = `${plan.id}/step-${step}/try-${attempt + 1}`;
    const answer = answerOf(key);
    if (answer === undefined) return evolveRequest(plan, method, before.at(-1) ?? '', key, seed);
    const variant = variantOf(plan, answer, before, { step, method });
    if (isKept(variant)) return variant;
    failed = variant;
  }
  return failed as Variant;
}

function evolveRequest(plan: ChainPlan, method: Method, text: string, key: string, seed: number): PendingRequest {
  return {
    key,
    role: 'evolve',
    prompt: evolvePrompt(plan, method, text),
    temperature: EVOLVE_TEMPERATURE,
    seed: randomFor(seed, key).below(2 ** 31),
    mostTokens: MOST_ANSWER_TOKENS,
  };
}

/** @param text the variant to rewrite */
export function evolvePrompt({ dimension, seed }: ChainPlan, method: Method, text: string): string {
  const told: Readonly<Record<string, string>> = METHODS[dimension];
  return fillPrompt(EVOLVE_TEMPLATES[dimension], {
    method: told[method] ?? '',
    instruction: dimension === 'complexity' ? text : seed.instruction,
    response: text,
  });
}

function variantOf(
  { dimension }: ChainPlan,
  { answer, refusal, cutOff }: RecordedAnswer,
  before: readonly string[],
  { step, method }: { readonly step: number; readonly method: Method },
): Variant {
  const text = rewrittenText(answer ?? '');
  const template = EVOLVE_TEMPLATES[dimension];
  const failure =
    refusal ?? failureOf({ before, after: text, cutOff: cutOff === true, template, allowance: ALLOWANCE[dimension] });
  return { step, method, text, ...(failure === undefined ? {} : { dropped: failure }) };
}

function judged(
  plan: ChainPlan,
  { seed, orders }: ChainRules,
  variants: readonly Variant[],
  answerOf: AnswerOf,
): Pick<ChainState, 'judgements' | 'pending'> {
  const kept = variants.filter(isKept);
  if (kept.length < 2) return { judgements: [], pending: [] };
  const judgements: Judgement[] = [];
  const pending: PendingRequest[] = [];
  for (const [at, order] of rankOrders(seed, plan.id, kept.length, orders).entries()) {
    const shown = order.map((place) => kept[place] as Variant);
    const next = judgedOnce(plan, shown, `${plan.id}/order-${at + 1}`, seed, answerOf);
    if ('key' in next) pending.push(next);
    else judgements.push(next);
  }
  return { judgements, pending };
}

/** One order's scores, or the request that they need. */
function judgedOnce(
  plan: ChainPlan,
  shown: readonly Variant[],
  key: string,
  seed: number,
  answerOf: AnswerOf,
): Judgement | PendingRequest {
  const prompt = rankPrompt(plan, shown);
  const first = answerOf(key);
  if (first === undefined) return rankRequest(prompt, key, seed);
  const reading = readingOf(first, shown.length);
  const order = shown.map(({ step }) => step);
  if (reading.scores !== undefined) return { order, scores: reading.scores };
  if (first.refusal !== undefined) return { order, scores: null, problem: first.refusal };
  const repairKey = `${key}/repair`;
  const second = answerOf(repairKey);
  if (second === undefined) {
    return rankRequest(fillPrompt(REPAIR_TEMPLATE, { prompt, problem: inEnglish(reading.problem) }), repairKey, seed);
  }
  const repaired = readingOf(second, shown.length);
  return {
    order,
    scores: repaired.scores ?? null,
    ...(repaired.problem === undefined ? {} : { problem: repaired.problem }),
  };
}

/** The scores of an answer, or why it has none: what the model was told then is kept in English. */
type Judged = RankReading | { readonly problem: MessageArgument; readonly scores?: undefined };

function readingOf({ answer, refusal }: RecordedAnswer, count: number): Judged {
  return refusal === undefined ? readRankAnswer(answer ?? '', count) : { problem: refusal };
}

function rankRequest(prompt: string, key: string, seed: number): PendingRequest {
  return {
    key,
    role: 'rank',
    prompt,
    schema: SCORES_SCHEMA,
    temperature: 0,
    seed: randomFor(seed, key).below(2 ** 31),
    mostTokens: MOST_ANSWER_TOKENS,
  };
}

/** @param shown in the order in which they are numbered */
export function rankPrompt({ dimension, seed }: ChainPlan, shown: readonly Pick<Variant, 'text'>[]): string {
  return fillPrompt(RANK_TEMPLATES[dimension], {
    count: String(shown.length),
    instruction: seed.instruction,
    variants: shown.map(({ text }, at) => `[${at + 1}] ${text}`).join('\n\n'),
  });
}

export function isKept({ dropped }: Pick<Variant, 'dropped'>): boolean {
  return dropped === undefined;
}
