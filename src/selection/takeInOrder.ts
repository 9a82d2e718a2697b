import { throwIfAborted } from '../common/errors';
import { LazyOrder } from './lazyOrder';
import { OutcomeBuilder } from './outcomeBuilder';
import { Pacer } from './pacer';
import { allowanceFor, takeIfAllowed, type SelectOptions } from './select';
import type { SelectionOutcome } from './types';

/** Rows between two reports of progress. */
const STRIDE = 4096;

/** Why a row is passed over, told of every row in the order of the ranking; undefined = it is not. */
export type Objection = (row: number) => string | undefined;

/**
 * Takes rows by the ranking alone, highest first (lower row index on ties), as far as budget and quotas allow.
 * @param ranking one a row of the pool; NaN = takes no part
 * @param budget rows; -1 = no limit
 * @param onTaken told of every row that is taken
 * @throws DeitaError `cancelled`
 */
export async function takeInOrder(
  ranking: Float64Array,
  budget: number,
  options: SelectOptions,
  objectionTo: Objection = () => undefined,
  onTaken: (row: number) => void = () => undefined,
): Promise<SelectionOutcome> {
  throwIfAborted(options.signal);
  const pacer = new Pacer(options.signal);
  const order = await LazyOrder.of(ranking, pacer);
  const outcome = new OutcomeBuilder(ranking);
  const allowance = allowanceFor(budget, options);
  while (allowance.missing > 0 && order.remaining > 0) {
    for (const row of order.take(Math.min(STRIDE, allowance.missing))) {
      const objection = objectionTo(row);
      if (objection !== undefined) outcome.recordPassedOver(row, objection);
      else if (takeIfAllowed(row, outcome, allowance)) onTaken(row);
      if (allowance.missing <= 0) break;
    }
    options.onProgress?.(outcome.progress);
    await pacer.yieldIfDue();
  }
  return outcome.build();
}
