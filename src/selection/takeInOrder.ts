import type { Message } from '../common/message';
import { GreedyWalk } from './greedyWalk';
import { rankingBeside } from './keptRows';
import { LazyOrder } from './lazyOrder';
import type { SelectOptions } from './select';
import type { SelectionOutcome } from './types';

/** Rows between two reports of progress. */
const STRIDE = 4096;

/** Why a row is passed over, told of every row in the order of the ranking; undefined = it is not. */
export type Objection = (row: number) => Message | undefined;

/**
 * Takes rows by the ranking alone, highest first (lower row index on ties), as far as budget and quotas allow; kept rows
 * before all others.
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
  const walk = new GreedyWalk(ranking, budget, options);
  walk.kept.forEach(onTaken);
  const order = await LazyOrder.of(rankingBeside(options.kept ?? new Uint32Array(), ranking), walk.pacer);
  while (walk.missing > 0 && order.remaining > 0) {
    for (const row of order.take(Math.min(STRIDE, walk.missing))) {
      const objection = objectionTo(row);
      if (objection !== undefined) walk.outcome.recordPassedOver(row, objection);
      else if (walk.offer(row)) onTaken(row);
      if (walk.missing <= 0) break;
    }
    await walk.report();
  }
  return walk.outcome.build();
}
