import type { CountedBar, SignalComposition } from '../../protocol/composition';
import type { SignalKind } from '../../protocol/signals';
import type { Pacer } from '../../selection/pacer';
import { NO_BAR, numberBars, type NumberBars } from '../numberBars';
import type { ColumnValueOf } from '../signals/signalColumns';
import { categoriesOf } from '../signals/signalNumbers';
import { mostFrequent, type Counts } from './mostFrequent';

/** Bars of categories or tags, that of all others included. */
const MOST_CATEGORIES = 40;
/** Enough for a quantile: sorting many more would hold the event loop. */
const MOST_DECIDING = 65_536;
/** Rows between two looks at the clock. */
const CHUNK = 2048;

/** A pool, and which of its rows are selected. */
export interface CountedRows {
  readonly rowCount: number;
  readonly isBad: (row: number) => boolean;
  readonly isSelected: (row: number) => boolean;
}

/** Good rows. */
export interface PartCounts {
  readonly pool: number;
  readonly selected: number;
}

/** @throws DeitaError `cancelled` */
export async function countParts(rows: CountedRows, pacer: Pacer): Promise<PartCounts> {
  const counts: Counts = { pool: 0, selected: 0 };
  await eachRow(rows, pacer, (_, isSelected) => count(counts, isSelected));
  return counts;
}

/**
 * How a pool and its selection spread over a signal, in one pass over its values to see what they are and another to
 * count them.
 * @throws DeitaError `cancelled`
 */
export async function countSignal(
  signal: string,
  valueOf: ColumnValueOf,
  rows: CountedRows,
  parts: PartCounts,
  pacer: Pacer,
): Promise<SignalComposition> {
  const kind = await kindOf(valueOf, rows, pacer);
  const bars =
    kind === 'number'
      ? await countNumbers(valueOf, rows, parts, pacer)
      : await countCategories(valueOf, rows, parts, pacer);
  return { signal, kind, bars };
}

async function kindOf(valueOf: ColumnValueOf, rows: CountedRows, pacer: Pacer): Promise<SignalKind> {
  let [hasNumbers, hasTexts, hasLists] = [false, false, false];
  await eachRow(rows, pacer, (row) => {
    const value = valueOf(row);
    if (typeof value === 'number') hasNumbers = true;
    else if (Array.isArray(value)) hasLists = true;
    else if (value !== undefined) hasTexts = true;
  });
  if (hasLists) return 'tags';
  return hasNumbers && !hasTexts ? 'number' : 'category';
}

async function countNumbers(
  valueOf: ColumnValueOf,
  rows: CountedRows,
  parts: PartCounts,
  pacer: Pacer,
): Promise<CountedBar[]> {
  const numberOf = (row: number): number => Number(valueOf(row) ?? Number.NaN);
  const { bars, of }: NumberBars = await scaleOf(numberOf, rows, parts, pacer);
  const counts = bars.map((): Counts => ({ pool: 0, selected: 0 }));
  const placed: Counts = { pool: 0, selected: 0 };
  await eachRow(rows, pacer, (row, isSelected) => {
    const bar = counts[of(numberOf(row))];
    if (bar === undefined) return;
    count(bar, isSelected);
    count(placed, isSelected);
  });
  return [...bars.map((bar, at) => ({ bar, ...(counts[at] as Counts) })), ...withoutValue(parts, placed)];
}

/** The last bar begins by the selected numbers; where none is selected, by those of the pool. */
async function scaleOf(
  numberOf: (row: number) => number,
  rows: CountedRows,
  parts: PartCounts,
  pacer: Pacer,
): Promise<NumberBars> {
  let [least, most, areWhole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  const step = Math.ceil((parts.selected === 0 ? parts.pool : parts.selected) / MOST_DECIDING);
  const deciding: number[] = [];
  let passed = 0;
  await eachRow(rows, pacer, (row, isSelected) => {
    const value = numberOf(row);
    if (!Number.isFinite(value)) return;
    least = Math.min(least, value);
    most = Math.max(most, value);
    areWhole &&= Number.isInteger(value);
    if ((isSelected || parts.selected === 0) && passed++ % step === 0) deciding.push(value);
  });
  if (least > most) return { bars: [], of: () => NO_BAR };
  return numberBars({ least, most, areWhole, deciding: Float64Array.from(deciding) });
}

async function countCategories(
  valueOf: ColumnValueOf,
  rows: CountedRows,
  parts: PartCounts,
  pacer: Pacer,
): Promise<CountedBar[]> {
  const found = new Map<string, Counts>();
  const placed: Counts = { pool: 0, selected: 0 };
  await eachRow(rows, pacer, (row, isSelected) => {
    const categories = categoriesOf(valueOf(row));
    for (const category of categories) count(countsIn(found, category), isSelected);
    if (categories.length > 0) count(placed, isSelected);
  });
  const shown = await mostFrequent(found, found.size > MOST_CATEGORIES ? MOST_CATEGORIES - 1 : MOST_CATEGORIES, pacer);
  const names = new Set(shown.map(([category]) => category));
  const others = names.size === found.size ? [] : [await countOthers(valueOf, names, rows, pacer)];
  return [
    ...shown.map(([category, counts]) => ({ bar: { category }, ...counts })),
    ...others,
    ...withoutValue(parts, placed),
  ];
}

/** Rows that have any other category: of several tags a row may have more than one. */
async function countOthers(
  valueOf: ColumnValueOf,
  shown: ReadonlySet<string>,
  rows: CountedRows,
  pacer: Pacer,
): Promise<CountedBar> {
  const counts: Counts = { pool: 0, selected: 0 };
  await eachRow(rows, pacer, (row, isSelected) => {
    if (categoriesOf(valueOf(row)).some((category) => !shown.has(category))) count(counts, isSelected);
  });
  return { bar: { others: true }, ...counts };
}

function withoutValue(parts: PartCounts, placed: PartCounts): CountedBar[] {
  const pool = parts.pool - placed.pool;
  return pool === 0 ? [] : [{ bar: { none: true }, pool, selected: parts.selected - placed.selected }];
}

function countsIn(found: Map<string, Counts>, category: string): Counts {
  let counts = found.get(category);
  if (counts === undefined) found.set(category, (counts = { pool: 0, selected: 0 }));
  return counts;
}

function count(counts: Counts, isSelected: boolean): void {
  counts.pool++;
  if (isSelected) counts.selected++;
}

/** Good rows in file order; the event loop turns in between. */
async function eachRow(
  { rowCount, isBad, isSelected }: CountedRows,
  pacer: Pacer,
  take: (row: number, isSelected: boolean) => void,
): Promise<void> {
  for (let start = 0; start < rowCount; start += CHUNK) {
    const end = Math.min(start + CHUNK, rowCount);
    for (let row = start; row < end; row++) if (!isBad(row)) take(row, isSelected(row));
    await pacer.yieldIfDue();
  }
}
