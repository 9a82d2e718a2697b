import type { ReviewPlace } from '../../protocol/decisions';
import type { DatasetDecisions } from '../decisions/datasetDecisions';
import type { View } from './view';

/**
 * How many rows of a view are kept or dropped by hand, and where the next one stands that is neither.
 * @param from position that it is looked for from, around the end
 */
export function reviewPlace(
  view: Pick<View, 'slice' | 'rowCount'>,
  decisions: Pick<DatasetDecisions, 'of'> | undefined,
  from: number,
): ReviewPlace {
  let decided = 0;
  let first: number | null = null;
  let next: number | null = null;
  for (const [position, row] of view.slice(0, view.rowCount).entries()) {
    if (decisions?.of(row)?.verdict !== undefined) decided++;
    else {
      first ??= position;
      if (position >= from) next ??= position;
    }
  }
  return { rows: view.rowCount, decided, next: next ?? first };
}
