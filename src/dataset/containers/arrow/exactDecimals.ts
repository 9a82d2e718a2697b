import { Type, type Table } from '@uwdata/flechette';
import { decimalValue } from '../jsonValues';
import type { AnyBatch } from './soundBatch';

/** What the library's batches of decimals of 64 bits and more have besides. */
interface DecimalBatch extends AnyBatch {
  readonly type: AnyBatch['type'] & { readonly scale: number };
  /** The digits of a value. */
  readonly decimal?: (values: AnyBatch['values'], index: number) => bigint;
  value: (index: number) => unknown;
}

/** Has decimals of a table come as they are: the library rounds them to numbers. */
export function keepDecimals(table: Table): void {
  for (const { data } of table.children) (data as unknown as readonly AnyBatch[]).forEach(keepInside);
}

function keepInside(batch: AnyBatch): void {
  if (batch.type.typeId === Type.Decimal) keepOf(batch as DecimalBatch);
  for (const inner of [...(batch.children ?? []), ...(batch.dictionary?.data ?? [])]) keepInside(inner);
}

function keepOf(batch: DecimalBatch): void {
  const { decimal, values, type } = batch;
  if (decimal !== undefined) batch.value = (index) => decimalValue(decimal(values, index), type.scale);
}
