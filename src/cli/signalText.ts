import type { PoolSignal } from '../protocol/poolSignals';
import { formatCount } from '../wording/numbers';

const WIDEST_NAME = 28;

/** A signal of a pool in one line: what it is, how many rows have it, and its range or its most frequent values. */
export function describeSignal({ name, kind, origin, rowsWithValue, range, mostFrequent = [] }: PoolSignal): string {
  const head = `${name.padEnd(WIDEST_NAME)}  ${kind.padEnd(8)}  ${formatCount(rowsWithValue).padStart(11)} ${rowsWithValue === 1 ? 'row ' : 'rows'}  ${origin}`;
  if (range !== undefined) {
    const [min, mean, max] = [range.min, range.mean, range.max].map((value) => Number(value.toPrecision(4)));
    return `${head}  ${min} to ${max}, mean ${mean}`;
  }
  const values = mostFrequent.slice(0, 5).map(({ value, rows }) => `${value} (${formatCount(rows)})`);
  return values.length === 0 ? head : `${head}  ${values.join(', ')}`;
}
