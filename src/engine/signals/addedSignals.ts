import type { PoolSignal } from '../../protocol/poolSignals';
import type { SignalSupply } from '../../protocol/signalSupply';
import type { SignalValue } from '../../protocol/signals';
import type { ColumnValueOf, SignalColumns } from './signalColumns';
import type { ValueOfRow } from './signalSource';

interface AddedSignal {
  readonly signal: PoolSignal;
  readonly valueOf: ColumnValueOf;
}

/** Signals that were added to an open dataset, with their values for every row, in memory. */
export class AddedSignals {
  private readonly signals = new Map<string, AddedSignal>();
  private supplies: SignalSupply = {};

  /** @param onChange when there are others, for whoever shows them */
  constructor(private readonly onChange: () => void = () => undefined) {}

  /** Those that are known already stay in their place. */
  add(signals: readonly PoolSignal[], columns: SignalColumns, supply: SignalSupply): void {
    this.supplies = { ...this.supplies, ...supply };
    for (const signal of signals) {
      this.signals.set(signal.name, { signal, valueOf: columns.get(signal.name) ?? (() => undefined) });
    }
    this.onChange();
  }

  remove(name: string): void {
    this.signals.delete(name);
    this.onChange();
  }

  /** Values are those of the file as it was. */
  clear(): void {
    this.signals.clear();
    this.supplies = {};
  }

  /** What they were made from. */
  get supply(): SignalSupply {
    return this.supplies;
  }

  get all(): readonly PoolSignal[] {
    return Array.from(this.signals.values(), ({ signal }) => signal);
  }

  /** By name; undefined where there are none at all. */
  valuesOf(row: number): Readonly<Record<string, SignalValue>> | undefined {
    if (this.signals.size === 0) return undefined;
    const values = Array.from(this.signals, ([name, { valueOf }]) => [name, valueOf(row)] as const);
    return Object.fromEntries(values.filter((entry): entry is [string, SignalValue] => entry[1] !== undefined));
  }

  /** @returns undefined for every row where the signal is not known (any more) */
  columnOf(name: string): ColumnValueOf {
    return this.signals.get(name)?.valueOf ?? (() => undefined);
  }

  /**
   * What rows are sorted by: numbers as they are, of other values their place among all of them.
   * @returns NaN for a row without a value
   */
  keysOf(name: string, rowCount: number): ValueOfRow {
    const valueOf = this.columnOf(name);
    if (this.signals.get(name)?.signal.kind === 'number') return numbersOf(valueOf);
    const texts = Array.from({ length: rowCount }, (_, row) => textOf(valueOf(row)));
    const places = new Map([...new Set(texts)].sort(byCodeUnits).map((text, place) => [text, place]));
    return (row) => {
      const text = texts[row];
      return text === undefined ? Number.NaN : (places.get(text) ?? Number.NaN);
    };
  }
}

/** The values of a signal whose values are numbers; true and false are 1 and 0. */
export function numbersOf(valueOf: ColumnValueOf): ValueOfRow {
  return (row) => {
    const value = valueOf(row);
    return value === undefined ? Number.NaN : Number(value);
  };
}

/** A value as one text: tags one after the other. */
function textOf(value: SignalValue | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value === undefined ? undefined : String(value);
}

function byCodeUnits(a: string | undefined, b: string | undefined): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
