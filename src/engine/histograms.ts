import type { Histogram } from '../protocol/dataset';
import { HISTOGRAM_SIGNALS, type HistogramSignalId } from '../protocol/signals';
import { binScale } from './binScale';
import type { PoolResults } from './results/poolResults';
import type { RowFacts } from './rows/rowFacts';
import { signalValues } from './signals/pooledSignals';

/** One histogram per signal that has values, over the whole pool. */
export function histograms(rowCount: number, bins: number, results: PoolResults, facts: RowFacts): Histogram[] {
  return HISTOGRAM_SIGNALS.flatMap((signal) => histogram(signal, { rowCount, results, facts }, bins) ?? []);
}

interface Pool {
  readonly rowCount: number;
  readonly results: PoolResults;
  readonly facts: RowFacts;
}

function histogram(signal: HistogramSignalId, { rowCount, results, facts }: Pool, bins: number): Histogram | undefined {
  const valueOf = signalValues(signal, results, facts);
  const scale = binScale(rowCount, bins, valueOf);
  if (scale === undefined) return undefined;
  const counts = new Array<number>(bins).fill(0);
  const selectedCounts = new Array<number>(bins).fill(0);
  for (let row = 0; row < rowCount; row++) {
    const value = valueOf(row);
    if (Number.isNaN(value)) continue;
    const bin = scale.binOf(value);
    counts[bin] = (counts[bin] ?? 0) + 1;
    if (results.selection?.rankOf(row) !== undefined) selectedCounts[bin] = (selectedCounts[bin] ?? 0) + 1;
  }
  const isIncomplete = signal === 'similarity' && results.selection?.outcome.lacksSimilarities === true;
  return {
    signal,
    min: scale.min,
    max: scale.max,
    counts,
    selectedCounts,
    ...(isIncomplete ? { incomplete: true } : {}),
  };
}
