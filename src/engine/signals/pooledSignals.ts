import { COMPUTED_SIGNALS, SIGNAL_IDS, TURN_SIGNALS, type SignalId, type TurnSignalId } from '../../protocol/signals';
import type { SignalValues } from '../../protocol/signals';
import type { PoolResults } from '../results/poolResults';
import type { RowFacts } from '../rows/rowFacts';
import { SIGNAL_SOURCES } from './signals';
import type { ValueOfRow } from './signalSource';

const unknown: ValueOfRow = () => Number.NaN;

/** The values of a signal over a pool, as far as they are known by now. */
export function signalValues(id: SignalId, results: PoolResults, facts: RowFacts): ValueOfRow {
  const computed = COMPUTED_SIGNALS.find((each) => each === id);
  if (computed !== undefined) return facts.computedValuesOf(computed);
  const source = SIGNAL_SOURCES[id];
  return ('valuesOf' in source ? source.valuesOf(results) : null) ?? unknown;
}

/** The values that runs have given, by row; what they have given of no row is not looked for in any. */
export function resultValues(results: PoolResults): (row: number) => SignalValues {
  const known = SIGNAL_IDS.flatMap((id) => {
    const source = SIGNAL_SOURCES[id];
    const valueOf = 'valuesOf' in source ? source.valuesOf(results) : null;
    return valueOf === null ? [] : [{ id, valueOf }];
  });
  return (row) => {
    const values: Partial<Record<SignalId, number>> = {};
    for (const { id, valueOf } of known) {
      const value = valueOf(row);
      if (!Number.isNaN(value)) values[id] = value;
    }
    return values;
  };
}

/** The values of a signal for each turn of a row; null where the turn has none. */
export function turnValues(id: TurnSignalId, results: PoolResults, row: number): (number | null)[] {
  const values = SIGNAL_SOURCES[id].turnValuesOf(results)?.(row) ?? [];
  return values.map((value) => (Number.isNaN(value) ? null : value));
}

export function isTurnSignal(id: SignalId): id is TurnSignalId {
  return TURN_SIGNALS.some((each) => each === id);
}
