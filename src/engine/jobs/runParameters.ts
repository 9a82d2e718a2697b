import {
  isDefault,
  needs,
  SEED,
  STRATEGY_NUMBER_NAMES,
  STRATEGY_NUMBERS,
  type NumberParameter,
} from '../../choices/strategies';
import {
  askedBy,
  EVOL,
  RANDOM,
  strategyOf,
  type SelectionRequest,
  type SelectionRunParameters,
} from '../../protocol/selection';
import { signalSupplyOf } from '../../protocol/signalSupply';
import { thresholdFor } from '../recommendedThreshold';
import type { EmbeddingSource } from '../sources/embeddingSource';

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
  const {
    rankBy = EVOL,
    ascending,
    seed,
    budget,
    budgetShare,
    budgetTokens,
    where,
    quotas = [],
    tokenizer,
    decisions,
  } = request;
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
    ...(decisions === undefined ? {} : { decisions }),
    ...signalSupplyOf(request),
    ...(request.includeRejected === true ? { includeRejected: true } : {}),
    ...(scorer === undefined ? {} : { scorer }),
    ...(embedder === undefined ? {} : { embedder }),
  } as SelectionRunParameters; // What its strategy needs is in it.
}
