import { HISTOGRAM_METRICS, type Histogram, type HistogramMetric } from '../protocol/dataset';
import { binScale } from './binScale';
import type { PoolResults } from './results/poolResults';
import { metricValues } from './views/rowFilter';

/** One histogram a metric that has values, over the whole pool. */
export function histograms(rowCount: number, bins: number, results: PoolResults): Histogram[] {
  return HISTOGRAM_METRICS.flatMap((metric) => histogram(metric, rowCount, bins, results) ?? []);
}

function histogram(
  metric: HistogramMetric,
  rowCount: number,
  bins: number,
  results: PoolResults,
): Histogram | undefined {
  const valueOf = metricValues(metric, results);
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
  const isIncomplete = metric === 'similarity' && results.selection?.outcome.lacksSimilarities === true;
  return {
    metric,
    min: scale.min,
    max: scale.max,
    counts,
    selectedCounts,
    ...(isIncomplete ? { incomplete: true } : {}),
  };
}
