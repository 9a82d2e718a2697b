import { Comparability } from '../../selection/comparability';
import type { OpenDataset } from '../openDataset';

/** Which rows are incomparable by what they hold, or told apart by hand; undefined where none are. */
export function comparabilityOf({
  facts: { comparability },
  decisions,
}: Pick<OpenDataset, 'facts' | 'decisions'>): Comparability | undefined {
  const apart = decisions.inForce?.apart;
  return apart === undefined || apart.size === 0 ? comparability : new Comparability(comparability?.kinds ?? [], apart);
}
