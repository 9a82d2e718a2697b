import type { Histogram } from '../protocol/dataset';
import { columnOf, HISTOGRAM_SIGNALS } from '../protocol/signals';
import { binScale } from './binScale';
import type { PoolResults } from './results/poolResults';
import type { OpenDataset } from './openDataset';
import { numbersOf } from './signals/addedSignals';
import { signalValues } from './signals/pooledSignals';
import type { ValueOfRow } from './signals/signalSource';

/** One histogram per signal that has values, over the whole pool. */
export function histograms(
  { dataset: { rowCount }, shownResults, facts, added }: HistogramPool,
  bins: number,
): Histogram[] {
  const pool = { rowCount, results: shownResults };
  const numeric = added.all.filter(({ kind }) => kind === 'number');
  return [
    ...HISTOGRAM_SIGNALS.flatMap((signal) => histogram(signal, signalValues(signal, shownResults, facts), pool, bins)),
    ...numeric.flatMap(({ name }) => histogram(columnOf(name), numbersOf(added.columnOf(name)), pool, bins)),
  ];
}

type HistogramPool = Pick<OpenDataset, 'shownResults' | 'facts' | 'added'> & {
  readonly dataset: { readonly rowCount: number };
};

interface Pool {
  readonly rowCount: number;
  readonly results: PoolResults;
}

/** @returns one, or none where there are no values */
function histogram(
  signal: Histogram['signal'],
  valueOf: ValueOfRow,
  { rowCount, results }: Pool,
  bins: number,
): Histogram[] {
  const scale = binScale(rowCount, bins, valueOf);
  if (scale === undefined) return [];
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
  return [
    {
      signal,
      min: scale.min,
      max: scale.max,
      counts,
      selectedCounts,
      ...(isIncomplete ? { incomplete: true } : {}),
    },
  ];
}
