import { estimatedTokens } from '../../serverClient/tokenEstimate';
import { methodOf, type ChainPlan } from '../chain/chainPlan';
import { evolvePrompt, rankPrompt, textOf, type ChainRules } from '../chain/chainState';
import type { Spent } from '../run/spendingCap';

/** What a step adds to a text, in tokens. */
const STEP_TOKENS = 25;
/** An entry of the judge's answer. */
const SCORE_TOKENS = 15;

/** About what chains take when nothing fails and nothing is known of the answers yet: from the real prompts. */
export function estimateRun(plans: readonly ChainPlan[], rules: ChainRules): Spent {
  const tokens = plans.reduce((sum, plan) => sum + chainTokens(plan, rules), 0);
  return { requests: plans.length * (rules.evolutions + ordersOf(rules)), tokens };
}

function ordersOf({ evolutions, orders }: ChainRules): number {
  return Math.min(orders, evolutions + 1);
}

function chainTokens(plan: ChainPlan, rules: ChainRules): number {
  const text = textOf(plan);
  const steps = Array.from({ length: rules.evolutions }, (_, at) => at + 1);
  const evolving = steps.map((step) => {
    const prompt = estimatedTokens(evolvePrompt(plan, methodOf(rules.seed, plan, step, 0), text));
    return prompt + estimatedTokens(text) + STEP_TOKENS * (2 * step - 1);
  });
  const variants = [0, ...steps].map(() => ({ text }));
  const added = steps.reduce((sum, step) => sum + STEP_TOKENS * step, 0);
  const ranking = estimatedTokens(rankPrompt(plan, variants)) + added + SCORE_TOKENS * variants.length;
  return evolving.reduce((sum, tokens) => sum + tokens, 0) + ordersOf(rules) * ranking;
}
