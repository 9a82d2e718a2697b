import { LABELS, USE } from './keys';
import type { RowReading } from './rowReading';

/** Whether the row is labelled as not wanted (KTO). Other labels than true and false say something else. */
export function isRejectedByLabel(row: RowReading): boolean {
  if (!row.mayHave(USE.label)) return false;
  const key = LABELS.find((name) => isLabel(row.value[name]));
  if (key === undefined) return false;
  const label = row.take(key);
  return label === false || (typeof label === 'string' && label.trim().toLowerCase() === 'false');
}

function isLabel(value: unknown): boolean {
  if (typeof value === 'string') return /^\s*(true|false)\s*$/i.test(value);
  return typeof value === 'boolean';
}
