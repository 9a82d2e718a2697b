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

  private constructor(columnOf: (id: ComputedSignalId) => Float64Array) {
    this.columns = recordOf(columnOf);
  }

  static empty(): ComputedTable {
    return new ComputedTable(() => new Float64Array(FIRST_CAPACITY));
  }

  /** Notes the next row; a bad one has no values. */
  note(row: Row): void {
    for (const id of COMPUTED_SIGNALS) {
      if (row.rowIndex >= this.columns[id].length) {
        this.columns = recordOf((each) => grownArray(this.columns[each], FIRST_CAPACITY));
      }
      this.columns[id][row.rowIndex] = row.problem === undefined ? valueOf(id, row.conversation) : Number.NaN;
    }
  }

  /** NaN for a bad row; of rows that have been noted only. */
  valueOf(id: ComputedSignalId, row: number): number {
    return this.columns[id][row] ?? Number.NaN;
  }

  /** The sum over the rows before `rowCount`, all of them noted; bad ones add nothing. */
  totalOf(id: ComputedSignalId, rowCount: number): number {
    const values = this.columns[id];
    let total = 0;
    for (let row = 0; row < rowCount; row++) {
      const value = values[row] as number;
      if (!Number.isNaN(value)) total += value;
    }
    return total;
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

function recordOf(columnOf: (id: ComputedSignalId) => Float64Array): Record<ComputedSignalId, Float64Array> {
  const columns = COMPUTED_SIGNALS.map((id) => [id, columnOf(id)]);
  return Object.fromEntries(columns) as Record<ComputedSignalId, Float64Array>; // One a computed signal.
}
