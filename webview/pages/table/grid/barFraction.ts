import { signalDescriptor, type SignalId, type SignalValues } from '../../../../src/protocol/signals';

/**
 * How much of its bar a signal's value fills, 0-1; null where there is no value, or nothing is known that a full bar
 * would stand for.
 * @param largest values of signals over the dataset, for those whose range is open at its end
 */
export function barFraction(signal: SignalId, value: number | undefined, largest: SignalValues): number | null {
  const range = rangeOf(signal, largest);
  if (value === undefined || range === null) return null;
  const [start, end] = range;
  return Math.min(Math.max((value - start) / (end - start), 0), 1);
}

function rangeOf(signal: SignalId, largest: SignalValues): readonly [number, number] | null {
  const { range } = signalDescriptor(signal);
  const end = largest[signal];
  return range ?? (end === undefined || end <= 0 ? null : [0, end]);
}
