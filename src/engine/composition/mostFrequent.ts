import type { Pacer } from '../../selection/pacer';

export interface Counts {
  pool: number;
  selected: number;
}

export type CountedCategory = readonly [category: string, counts: Counts];

/** Categories between two looks at the clock. */
const CHUNK = 2048;

/**
 * The categories that the pool has most of, then the selection, then by code units. There may be one for every row, so
 * that they are not all sorted.
 * @throws DeitaError `cancelled`
 */
export async function mostFrequent(
  counts: ReadonlyMap<string, Counts>,
  most: number,
  pacer: Pacer,
): Promise<readonly CountedCategory[]> {
  const best: CountedCategory[] = [];
  let looked = 0;
  for (const entry of counts) {
    if (++looked % CHUNK === 0) await pacer.yieldIfDue();
    const last = best.at(-1);
    if (best.length === most && last !== undefined && byFrequency(last, entry) < 0) continue;
    const place = best.findIndex((other) => byFrequency(entry, other) < 0);
    best.splice(place < 0 ? best.length : place, 0, entry);
    if (best.length > most) best.pop();
  }
  return best;
}

function byFrequency([a, inA]: CountedCategory, [b, inB]: CountedCategory): number {
  return inB.pool - inA.pool || inB.selected - inA.selected || (a < b ? -1 : 1);
}
