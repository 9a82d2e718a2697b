import { grownArray } from '../../common/grownArray';
import type { Conversation, Row } from '../../dataset/conversation';
import { COMPUTED_SIGNALS, type ComputedSignalId, type SignalValues } from '../../protocol/signals';
import { SIGNAL_SOURCES } from './signals';
import type { ComputedSignal } from './signalSource';

const FIRST_CAPACITY = 1024;

/** What follows from a row's text alone; nothing for a bad row. */
export function computedValues(row: Row): SignalValues {
  if (row.problem !== undefined) return {};
  return Object.fromEntries(COMPUTED_SIGNALS.map((id) => [id, SIGNAL_SOURCES[id].valueOf(row.conversation)]));
}

/** The computed signals of rows, noted in file order: 8 bytes a row and signal. */
export class ComputedTable {
  private readonly columns: Readonly<Record<ComputedSignalId, ComputedColumn>>;
  /** The same, for going through them. */
  private readonly inOrder: readonly ComputedColumn[];

  private constructor(valuesOf: (id: ComputedSignalId) => Float64Array) {
    this.inOrder = COMPUTED_SIGNALS.map((id) => new ComputedColumn(SIGNAL_SOURCES[id], valuesOf(id)));
    const columns = COMPUTED_SIGNALS.map((id, at) => [id, this.inOrder[at]]);
    this.columns = Object.fromEntries(columns) as Record<ComputedSignalId, ComputedColumn>;
  }

  static empty(): ComputedTable {
    return new ComputedTable(() => new Float64Array(FIRST_CAPACITY));
  }

  /** Notes the next row, or again one that was noted; a bad one has no values. */
  note(row: Row): void {
    const conversation = row.problem === undefined ? row.conversation : undefined;
    for (const column of this.inOrder) column.note(row.rowIndex, conversation);
  }

  /** NaN for a bad row; of rows that have been noted only. */
  valueOf(id: ComputedSignalId, row: number): number {
    return this.columns[id].values[row] ?? Number.NaN;
  }

  /** The sum over the rows noted; bad ones add nothing. */
  totalOf(id: ComputedSignalId): number {
    return this.columns[id].total;
  }

  /** A table of its own about the rows before `rowCount`. */
  upTo(rowCount: number): ComputedTable {
    return new ComputedTable((id) => this.columns[id].values.slice(0, rowCount));
  }

  /** The values of the rows before `rowCount`, signal by signal in the order of `COMPUTED_SIGNALS`. */
  serialise(rowCount: number): Uint8Array[] {
    return this.inOrder.map(({ values }) => new Uint8Array(values.slice(0, rowCount).buffer));
  }

  /** @param bytes what `serialise` gave for the same signals */
  static deserialise(bytes: Buffer, rowCount: number): ComputedTable {
    const size = rowCount * Float64Array.BYTES_PER_ELEMENT;
    return new ComputedTable((id) => {
      const start = COMPUTED_SIGNALS.indexOf(id) * size;
      const values = new Float64Array(rowCount);
      new Uint8Array(values.buffer).set(bytes.subarray(start, start + size));
      return values;
    });
  }

  /** Bytes that `serialise` gives for so many rows. */
  static sizeOf(rowCount: number): number {
    return COMPUTED_SIGNALS.length * rowCount * Float64Array.BYTES_PER_ELEMENT;
  }
}

/** The values of one signal, by row. */
class ComputedColumn {
  /** The sum over the rows that have a value. */
  total: number;

  /** @param values NaN for a bad row, 0 for rows to come */
  constructor(
    private readonly source: ComputedSignal,
    public values: Float64Array,
  ) {
    this.total = values.reduce((sum, value) => sum + orZero(value), 0);
  }

  /** @param conversation undefined = that of a bad row */
  note(row: number, conversation: Conversation | undefined): void {
    if (row >= this.values.length) this.values = grownArray(this.values, FIRST_CAPACITY);
    const value = conversation === undefined ? Number.NaN : this.source.valueOf(conversation);
    this.total += orZero(value) - orZero(this.values[row] as number);
    this.values[row] = value;
  }
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}
