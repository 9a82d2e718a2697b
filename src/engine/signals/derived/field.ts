import { fieldPath, valueAt } from '../../../dataset/formats/fieldPath';
import type { SignalValue } from '../../../protocol/signals';
import type { KeySignal } from '../signalSource';

/** A field of the rows: a number, text, true or false, or a list of numbers and texts; others are no values. */
export function fieldSignal(path: string): KeySignal {
  return { pick: (row) => signalValue(valueAt(row, fieldPath(row, path))) };
}

function signalValue(value: unknown): SignalValue | undefined {
  if (isScalar(value) || typeof value === 'boolean') return value;
  if (!Array.isArray(value)) return undefined;
  const list = value as readonly unknown[];
  return list.every(isScalar) ? list : undefined;
}

function isScalar(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}
