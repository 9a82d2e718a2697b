import { say } from '../messages/say';
import type { SelectOptions } from './select';
import type { Tags } from './tags';
import { takeInOrder } from './takeInOrder';
import type { SelectionOutcome } from './types';

const NO_NEW_TAG = say('status.noNewTag');

/**
 * InsTag diversity: walks by the ranking and takes a row iff it brings a tag that no row taken before has.
 * @param ranking one a row of the pool; NaN = takes no part
 * @param budget rows; -1 = no limit
 * @throws DeitaError `cancelled`
 */
export function instag(
  ranking: Float64Array,
  { budget, tags }: { readonly budget: number; readonly tags: Tags },
  options: SelectOptions,
): Promise<SelectionOutcome> {
  const seen = new Uint8Array(tags.count);
  return takeInOrder(
    ranking,
    budget,
    options,
    (row) => (tags.of(row).some((tag) => seen[tag] === 0) ? undefined : NO_NEW_TAG),
    (row) => {
      for (const tag of tags.of(row)) seen[tag] = 1;
    },
  );
}
