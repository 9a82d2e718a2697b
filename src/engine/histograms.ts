import { breathe } from '../inference/batching';
import type { Histogram } from '../protocol/views';
import { columnOf, HISTOGRAM_SIGNALS } from '../protocol/signals';
import { binScale, type BinScale } from './binScale';
import type { OpenDataset } from './openDataset';
import { fileOrder } from './rows/rowReader';
import { numbersOf } from './signals/addedSignals';
import { signalValues } from './signals/pooledSignals';
import type { ValueOfRow } from './signals/signalSource';

/** Counted in one go: some milliseconds. */
const COUNTED_AT_ONCE = 100_000;

export interface HistogramOptions {
  readonly bins: number;
  /** Rows to be counted apart; absent = none. */
  readonly shown?: Uint32Array | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One histogram per signal that has values, over the whole pool. Other requests are answered in between.
 * @throws DeitaError `cancelled`
 */
export async function histograms(
  { dataset: { rowCount }, shownResults, facts, added }: HistogramPool,
  { bins, shown, signal: cancelling }: HistogramOptions,
): Promise<Histogram[]> {
  const { selection } = shownResults;
  const all = fileOrder(rowCount);
  const selected = all.filter((row) => selection?.rankOf(row) !== undefined);
  const columns: readonly (readonly [Histogram['signal'], ValueOfRow])[] = [
    ...HISTOGRAM_SIGNALS.map((id) => [id, signalValues(id, shownResults, facts)] as const),
    ...added.all
      .filter(({ kind }) => kind === 'number')
      .map(({ name }) => [columnOf(name), numbersOf(added.columnOf(name))] as const),
  ];
  const found: Histogram[] = [];
  for (const [signal, valueOf] of columns) {
    const scale = binScale(rowCount, bins, valueOf);
    if (scale === undefined) continue;
    const count = (rows: Uint32Array): Promise<number[]> => countRows(rows, bins, { scale, valueOf, cancelling });
    const isIncomplete = signal === 'similarity' && selection?.outcome.lacksSimilarities === true;
    found.push({
      signal,
      min: scale.min,
      max: scale.max,
      counts: await count(all),
      selectedCounts: await count(selected),
      ...(shown === undefined ? {} : { shownCounts: await count(shown) }),
      ...(isIncomplete ? { incomplete: true as const } : {}),
    });
  }
  return found;
}

type HistogramPool = Pick<OpenDataset, 'shownResults' | 'facts' | 'added'> & {
  readonly dataset: { readonly rowCount: number };
};

interface Counting {
  readonly scale: BinScale;
  readonly valueOf: ValueOfRow;
  readonly cancelling: AbortSignal | undefined;
}

/** How many of the rows are in each bin; those without a value are in none. */
async function countRows(rows: Uint32Array, bins: number, { scale, valueOf, cancelling }: Counting): Promise<number[]> {
  const counts = new Array<number>(bins).fill(0);
  for (let start = 0; start < rows.length; start += COUNTED_AT_ONCE) {
    if (start > 0) await breathe(cancelling);
    for (const row of rows.subarray(start, start + COUNTED_AT_ONCE)) {
      const value = valueOf(row);
      if (Number.isNaN(value)) continue;
      // Similarities go on being filled in between the pieces: one may lie below those that the scale was made from.
      const bin = Math.max(0, scale.binOf(value));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }
  return counts;
}
