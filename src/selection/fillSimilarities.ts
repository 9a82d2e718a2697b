import { NO_BUDGET } from '../choices/strategies';
import { select, type SelectOptions } from './select';
import type { EmbeddingProvider, SelectionOutcome } from './types';

/**
 * A selection that lacks similarities, with the nearest row selected before for every selected row, too. Embeds all
 * selected rows.
 * @throws DeitaError `embeddingsMismatch`, `cancelled`
 */
export async function fillSimilarities(
  outcome: SelectionOutcome,
  provider: EmbeddingProvider,
  options: Omit<SelectOptions, 'allSimilarities'>,
): Promise<SelectionOutcome> {
  // Walked by rank, and none of them near enough to another one to be left out.
  const byRank = new Float64Array(outcome.statuses.length).fill(Number.NaN);
  outcome.selectedRows.forEach((row, place) => (byRank[row] = -place));
  const nearest = await select(byRank, { budget: NO_BUDGET, threshold: 1 }, provider, {
    ...options,
    allSimilarities: true,
  });
  const filled = {
    ...outcome,
    nearestSelected: outcome.nearestSelected.slice(),
    nearestSimilarity: outcome.nearestSimilarity.slice(),
    lacksSimilarities: false,
  };
  for (const row of outcome.selectedRows) {
    filled.nearestSelected[row] = nearest.nearestSelected[row] as number;
    filled.nearestSimilarity[row] = nearest.nearestSimilarity[row] as number;
  }
  return filled;
}
