/** A ranking scaled to [0, 1] over its candidates; 0 for all where it is constant, NaN stays. */
export function scaledRanking(ranking: Float64Array): Float64Array {
  const [lowest, highest] = rangeOf(ranking);
  const range = highest - lowest;
  return ranking.map((value) => (range > 0 ? (value - lowest) / range : Number.isNaN(value) ? value : 0));
}

export function rangeOf(ranking: Float64Array): readonly [lowest: number, highest: number] {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of ranking) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return [lowest, highest];
}
