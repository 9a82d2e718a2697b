import { grownArray } from '../../common/grownArray';
import type { Conversation, Row } from '../../dataset/conversation';
import { COMPUTED_SIGNALS, type ComputedSignalId, type SignalValues } from '../../protocol/signals';
import { SIGNAL_SOURCES } from './signals';

const FIRST_CAPACITY = 1024;

/** What follows from a row's text alone; nothing for a bad row. */
export function computedValues(row: Row): SignalValues {
  if (row.problem !== undefined) return {};
  return Object.fromEntries(COMPUTED_SIGNALS.map((id) => [id, valueOf(id, row.conversation)]));
}

/** The computed signals of rows, noted in file order: 8 bytes a row and signal. */
export class ComputedTable {
  private columns: Readonly<Record<ComputedSignalId, Float64Array>>;
  /** The sum over the rows that have a value. */
  private readonly totals: Record<ComputedSignalId, number>;

  private constructor(columnOf: (id: ComputedSignalId) => Float64Array) {
    this.columns = recordOf(columnOf);
    this.totals = recordOf((id) => this.columns[id].reduce((sum, value) => sum + orZero(value), 0));
  }

  static empty(): ComputedTable {
    return new ComputedTable(() => new Float64Array(FIRST_CAPACITY));
  }

  /** Notes the next row, or again one that was noted; a bad one has no values. */
  note(row: Row): void {
    const { rowIndex } = row;
    for (const id of COMPUTED_SIGNALS) {
      if (rowIndex >= this.columns[id].length) {
        this.columns = recordOf((each) => grownArray(this.columns[each], FIRST_CAPACITY));
      }
      const column = this.columns[id];
      const value = row.problem === undefined ? valueOf(id, row.conversation) : Number.NaN;
      this.totals[id] += orZero(value) - orZero(column[rowIndex] as number); // Rows to come are 0.
      column[rowIndex] = value;
    }
  }

  /** NaN for a bad row; of rows that have been noted only. */
  valueOf(id: ComputedSignalId, row: number): number {
    return this.columns[id][row] ?? Number.NaN;
  }

  /** The sum over the rows noted; bad ones add nothing. */
  totalOf(id: ComputedSignalId): number {
    return this.totals[id];
  }

  /** A table of its own about the rows before `rowCount`. */
  upTo(rowCount: number): ComputedTable {
    return new ComputedTable((id) => this.columns[id].slice(0, rowCount));
  }

  /** The values of the rows before `rowCount`, signal by signal in the order of `COMPUTED_SIGNALS`. */
  serialise(rowCount: number): Uint8Array[] {
    return COMPUTED_SIGNALS.map((id) => new Uint8Array(this.columns[id].slice(0, rowCount).buffer));
  }

  /** @param bytes what `serialise` gave for the same signals */
  static deserialise(bytes: Buffer, rowCount: number): ComputedTable {
    const size = rowCount * Float64Array.BYTES_PER_ELEMENT;
    return new ComputedTable((id) => {
      const start = COMPUTED_SIGNALS.indexOf(id) * size;
      const column = new Float64Array(rowCount);
      new Uint8Array(column.buffer).set(bytes.subarray(start, start + size));
      return column;
    });
  }

  /** Bytes that `serialise` gives for so many rows. */
  static sizeOf(rowCount: number): number {
    return COMPUTED_SIGNALS.length * rowCount * Float64Array.BYTES_PER_ELEMENT;
  }
}

function valueOf(id: ComputedSignalId, conversation: Conversation): number {
  return SIGNAL_SOURCES[id].valueOf(conversation);
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

function recordOf<T>(of: (id: ComputedSignalId) => T): Record<ComputedSignalId, T> {
  return Object.fromEntries(COMPUTED_SIGNALS.map((id) => [id, of(id)])) as Record<ComputedSignalId, T>;
}
