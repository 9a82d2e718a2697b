import { parseCondition } from '../../choices/conditions/condition';
import {
  BUDGET,
  BUDGET_SHARE,
  BUDGET_TOKENS,
  isDefault,
  isStrategy,
  needs,
  SEED,
  STRATEGY_NAMES,
  STRATEGY_NUMBER_NAMES,
  STRATEGY_NUMBERS,
  type NumberParameter,
} from '../../choices/strategies';
import { DeitaError } from '../../common/errors';
import {
  askedBy,
  EVOL,
  RANDOM,
  needsScores,
  strategyOf,
  type SelectionRequest,
  type SelectionRunParameters,
} from '../../protocol/selection';
import { signalDescriptor, signalNamed } from '../../protocol/signals';
import { signalSupplyOf } from '../../protocol/signalSupply';
import { checkNumber } from '../../selection/parameters';
import { thresholdFor } from '../recommendedThreshold';
import type { EmbeddingSource } from '../sources/embeddingSource';
import { fault } from '../../messages/say';

/**
 * Finds out before anything is computed what cannot be run.
 * @throws DeitaError `usage` for a strategy or a signal that does not exist, a condition that cannot be read, numbers out
 * of range, or something that the strategy needs and that is missing
 */
export function checkRequest(request: SelectionRequest): void {
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
  for (const name of NAMED_NEEDS) {
    if (needs(strategy, name, asked) && asked[name] === undefined) {
      throw new DeitaError('usage', `${strategy} needs ${NEED_TEXTS[name]}.`);
    }
  }
  if (needsScores(request) && asked.scorer === undefined) {
    throw fault('noScorer');
  }
}

/** For messages. */
const NEED_TEXTS = {
  embedder: 'an embedder',
  tags: 'tags: the name of a signal, such as field:tags',
  like: 'the file with the rows that are wanted',
} as const;
const NAMED_NEEDS = Object.keys(NEED_TEXTS) as (keyof typeof NEED_TEXTS)[]; // The keys are the names.

function checkBudget({ budget, budgetShare, budgetTokens }: SelectionRequest): void {
  checkNumber('budget', budget, BUDGET);
  if (budgetShare !== undefined) checkNumber('budget in percent', budgetShare, BUDGET_SHARE);
  if (budgetTokens !== undefined) checkNumber('budget in tokens', budgetTokens, BUDGET_TOKENS);
}

function assertRanks(rankBy: string): void {
  if (rankBy === RANDOM) return;
  const signal = signalNamed(rankBy);
  if (signal.kind === 'field' || signalDescriptor(signal.id).kind === 'number') return;
  throw fault('noRanking', { signal: rankBy });
}

/**
 * What the run was asked for, with what is decided by now, in the order of reports. The budget is still as asked for.
 * @throws DeitaError `usage` when no threshold is known
 */
export function parametersOf(
  request: SelectionRequest,
  embeddings: EmbeddingSource | undefined,
): SelectionRunParameters {
  const strategy = strategyOf(request);
  const { scorer, embedder, tags, tagEmbeddings, like, ...asked } = askedBy(request);
  const { rankBy = EVOL, ascending, seed, budget, budgetShare, budgetTokens, where, quotas = [], tokenizer } = request;
  const numbers = STRATEGY_NUMBER_NAMES.filter((name) => needs(strategy, name)).map((name) => {
    const { default: fallback }: NumberParameter = STRATEGY_NUMBERS[name];
    return [name, asked[name] ?? fallback ?? thresholdFor(null, embeddings)];
  });
  return {
    ...(isDefault(strategy) ? {} : { strategy }),
    ...(rankBy === EVOL ? {} : { rankBy }),
    ...(ascending === true ? { ascending } : {}),
    ...(rankBy === RANDOM ? { seed: seed ?? SEED.default } : {}),
    budget,
    ...(budgetShare === undefined ? {} : { budgetShare }),
    ...(budgetTokens === undefined ? {} : { budgetTokens }),
    ...Object.fromEntries(numbers),
    ...(where === undefined ? {} : { where }),
    ...(quotas.length === 0 ? {} : { quotas }),
    ...(tags === undefined ? {} : { tags }),
    ...(tagEmbeddings === undefined ? {} : { tagEmbeddings }),
    ...(like === undefined ? {} : { like }),
    ...(tokenizer === undefined ? {} : { tokenizer }),
    ...signalSupplyOf(request),
    ...(request.includeRejected === true ? { includeRejected: true } : {}),
    ...(scorer === undefined ? {} : { scorer }),
    ...(embedder === undefined ? {} : { embedder }),
  } as SelectionRunParameters; // What its strategy needs is in it.
}
