import { parseCondition } from '../choices/conditions/condition';
import {
  BUDGET,
  BUDGET_SHARE,
  BUDGET_TOKENS,
  isStrategy,
  needs,
  SEED,
  STRATEGY_NAMES,
  STRATEGY_NUMBER_NAMES,
  STRATEGY_NUMBERS,
} from '../choices/strategies';
import type { FaultId } from '../messages/faults';
import { fault } from '../messages/say';
import { checkNumber } from '../selection/parameters';
import { askedBy, EVOL, needsScores, RANDOM, signalsOf, strategyOf, type SelectionRequest } from './selection';
import { signalDescriptor, signalNamed } from './signals';
import { signalModels } from './signalSupply';

/**
 * Finds out before anything is computed what cannot be run.
 * @throws DeitaError `usage` for a strategy or a signal that does not exist, a condition that cannot be read, numbers out
 * of range, or something that the strategy needs and that is missing
 */
export function checkSelection(request: SelectionRequest): void {
  const strategy: string = strategyOf(request);
  if (!isStrategy(strategy)) {
    throw fault('unknownStrategy', { strategy, names: STRATEGY_NAMES.join(' or ') });
  }
  checkBudget(request);
  const asked = askedBy(request);
  for (const name of STRATEGY_NUMBER_NAMES) {
    const value = asked[name] ?? null;
    if (value !== null) checkNumber(name, value, STRATEGY_NUMBERS[name]);
  }
  checkNumber('seed', request.seed ?? SEED.default, SEED);
  if (request.where !== undefined) parseCondition(request.where);
  assertRanks(request.rankBy ?? EVOL);
  signalModels(signalsOf(request), request);
  for (const name of NAMED_NEEDS) {
    if (needs(strategy, name, asked) && asked[name] === undefined) throw fault(NEED_FAULTS[name], { strategy });
  }
  if (needsScores(request) && asked.scorer === undefined) throw fault('noScorer');
}

/** What is wrong where a strategy lacks something. */
const NEED_FAULTS = {
  embedder: 'needsEmbedder',
  tags: 'needsTags',
  like: 'needsTargets',
} as const satisfies Readonly<Record<string, FaultId>>;
const NAMED_NEEDS = Object.keys(NEED_FAULTS) as (keyof typeof NEED_FAULTS)[]; // The keys are the names.

function checkBudget({ budget, budgetShare, budgetTokens }: SelectionRequest): void {
  checkNumber('budget', budget, BUDGET);
  if (budgetShare !== undefined) checkNumber('budgetShare', budgetShare, BUDGET_SHARE);
  if (budgetTokens !== undefined) checkNumber('budgetTokens', budgetTokens, BUDGET_TOKENS);
}

function assertRanks(rankBy: string): void {
  if (rankBy === RANDOM) return;
  const signal = signalNamed(rankBy);
  if (signal.kind === 'field' || signalDescriptor(signal.id).kind !== 'category') return;
  throw fault('noRanking', { signal: rankBy });
}
