import type { Strategy } from '../../../src/choices/strategies';
import type { SelectOptions } from '../../../src/selection/select';
import { selectorOf, type AnySupply } from '../../../src/selection/strategies';
import type { SelectionOutcome } from '../../../src/selection/types';

/** Selects by a strategy, given all that it needs. */
export function runStrategy(
  strategy: Strategy,
  ranking: Float64Array,
  supply: AnySupply,
  options: SelectOptions,
): Promise<SelectionOutcome> {
  return selectorOf(strategy, supply.budget)(ranking, supply, options);
}
