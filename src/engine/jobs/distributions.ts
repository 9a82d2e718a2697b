import type { ComparisonRows, Distribution, DistributionBar } from '../../protocol/comparison';
import { NO_BAR, numberBars } from '../numberBars';
import type { SignalColumns } from '../signals/signalColumns';

/** Signals whose distributions are compared, as far as they are known. */
const COMPARED = ['evol', 'complexity', 'quality', 'total-length', 'turns', 'source', 'language'];
const MOST_CATEGORIES = 8;

interface Bars {
  readonly bars: readonly DistributionBar[];
  /** @returns the bar of a row, -1 where it has no value */
  readonly of: (row: number) => number;
}

/**
 * How runs spread over signals, each on a scale that all of them and their pool share.
 * @param pool good rows
 * @param runs row indexes by rank
 */
export function distributionsOf(
  columns: SignalColumns,
  pool: Uint32Array,
  runs: readonly (readonly number[])[],
): { readonly distributions: Distribution[]; readonly bars: ComparisonRows['bars'] } {
  const found = COMPARED.flatMap((signal) => {
    const bars = barsOf(signal, columns, pool, runs);
    return bars === undefined ? [] : [{ signal, bars, placed: runs.map((rows) => rows.map(bars.of)) }];
  });
  return {
    distributions: found.map(({ signal, bars: { bars, of }, placed }) => ({
      signal,
      bars,
      pool: counted(Array.from(pool, of), bars.length),
      runs: placed.map((places) => counted(places, bars.length)),
    })),
    bars: found.map(({ placed }) => placed),
  };
}

/** @returns undefined for a signal that is not known, or that no row has a value of */
function barsOf(
  signal: string,
  columns: SignalColumns,
  pool: Uint32Array,
  runs: readonly (readonly number[])[],
): Bars | undefined {
  const valueOf = columns.get(signal);
  if (valueOf === undefined) return undefined;
  const values = Array.from(pool, valueOf).filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  if (!values.every((value) => typeof value === 'number')) {
    const categoryOf = (row: number): string | undefined => {
      const value = valueOf(row);
      return value === undefined ? undefined : String(value);
    };
    return categoryBars(categoryOf, [runs.flat(), [...pool]]);
  }
  const numberOf = (row: number): number => Number(valueOf(row) ?? Number.NaN);
  const selected = runs.flat().map(numberOf).filter(Number.isFinite);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  const areWhole = values.every(Number.isInteger);
  const deciding = Float64Array.from(selected.length === 0 ? values : selected);
  const bars = numberBars({ least, most, areWhole, deciding });
  return { bars: bars.bars, of: (row) => bars.of(numberOf(row)) };
}

/** The most frequent categories, those of selected rows first; the others together. */
function categoryBars(
  categoryOf: (row: number) => string | undefined,
  [selected, pool]: readonly [readonly number[], readonly number[]],
): Bars {
  const counts = [selected, pool].map((rows) => {
    const found = new Map<string, number>();
    for (const row of rows) {
      const category = categoryOf(row);
      if (category !== undefined) found.set(category, (found.get(category) ?? 0) + 1);
    }
    return found;
  });
  const all = [...(counts[1] ?? [])].map(([category, inPool]) => ({
    category,
    inPool,
    selected: counts[0]?.get(category) ?? 0,
  }));
  all.sort((a, b) => b.selected - a.selected || b.inPool - a.inPool || (a.category < b.category ? -1 : 1));
  const shown = all.length > MOST_CATEGORIES ? all.slice(0, MOST_CATEGORIES - 1) : all;
  const placeOf = new Map(shown.map(({ category }, at) => [category, at]));
  return {
    bars: [
      ...shown.map(({ category }) => ({ category })),
      ...(all.length > shown.length ? [{ others: true } as const] : []),
    ],
    of: (row) => {
      const category = categoryOf(row);
      return category === undefined ? NO_BAR : (placeOf.get(category) ?? shown.length);
    },
  };
}

function counted(places: readonly number[], bars: number): number[] {
  const counts = new Array<number>(bars).fill(0);
  for (const place of places) if (place !== NO_BAR) counts[place] = (counts[place] ?? 0) + 1;
  return counts;
}
