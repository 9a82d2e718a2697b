import type { WordStatistics } from './wordStatistics';

/** Share of the first text's terms that the second contains, each weighted by its squared rarity; 0 to 1. */
export function overlap(terms: ReadonlySet<string>, others: ReadonlySet<string>, statistics: WordStatistics): number {
  let whole = 0;
  let part = 0;
  for (const term of terms) {
    const weight = statistics.rarity(term) ** 2;
    whole += weight;
    if (others.has(term)) part += weight;
  }
  return whole === 0 ? 0 : part / whole;
}
