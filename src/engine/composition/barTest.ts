import type { BarRows, BarTest } from '../../protocol/composition';
import type { SignalValue } from '../../protocol/signals';
import type { ColumnValueOf } from '../signals/signalColumns';
import { categoriesOf } from '../signals/signalNumbers';
import type { CountedRows } from './countBars';

/** Whether each row is one of a bar's, as it was counted there. */
export function barTest(
  { bar, part }: Pick<BarRows, 'bar' | 'part'>,
  valueOf: ColumnValueOf,
  { isBad, isSelected }: Omit<CountedRows, 'rowCount'>,
): (row: number) => boolean {
  const holds = valueTest(bar);
  return (row) => !isBad(row) && (part === 'pool' || isSelected(row)) && holds(valueOf(row));
}

function valueTest(bar: BarTest): (value: SignalValue | undefined) => boolean {
  if ('category' in bar) return (value) => categoriesOf(value).includes(bar.category);
  if ('none' in bar) {
    return (value) => (typeof value === 'number' ? !Number.isFinite(value) : categoriesOf(value).length === 0);
  }
  if ('otherThan' in bar) {
    const shown = new Set(bar.otherThan);
    return (value) => categoriesOf(value).some((category) => !shown.has(category));
  }
  const { low, high, isLast } = bar;
  return (value) => {
    const number = Number(value ?? Number.NaN);
    return number >= low && (number < high || (isLast && number === high));
  };
}
