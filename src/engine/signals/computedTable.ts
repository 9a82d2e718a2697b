import type { Row } from '../../dataset/conversation';
import { COMPUTED_SIGNALS, type ComputedSignalId, type SignalValues } from '../../protocol/signals';
import { CountColumn } from '../../common/countColumn';
import { SIGNAL_SOURCES } from './signals';
import type { ComputedSignal } from './signalSource';

/** What follows from a row's text alone; nothing for a bad row. */
export function computedValues(row: Row): SignalValues {
  if (row.problem !== undefined) return {};
  return Object.fromEntries(COMPUTED_SIGNALS.map((id) => [id, SIGNAL_SOURCES[id].valueOf(row.conversation)]));
}

/** The computed signals of rows, noted in file order: mostly 1 or 2 bytes a row and signal. */
export class ComputedTable {
  /** In the order of `COMPUTED_SIGNALS`. */
  private constructor(private readonly columns: readonly CountColumn[]) {}

  static empty(): ComputedTable {
    return new ComputedTable(COMPUTED_SIGNALS.map(() => CountColumn.empty()));
  }

  /** Notes the next row, or again one that was noted; a bad one has no values. */
  note(row: Row): void {
    const conversation = row.problem === undefined ? row.conversation : undefined;
    for (let at = 0; at < SOURCES.length; at++) {
      const value = conversation === undefined ? Number.NaN : (SOURCES[at] as ComputedSignal).valueOf(conversation);
      (this.columns[at] as CountColumn).note(row.rowIndex, value);
    }
  }

  /** The values of a signal by row, of those noted; none for a bad row. */
  columnOf(id: ComputedSignalId): CountColumn {
    return this.columns[COMPUTED_SIGNALS.indexOf(id)] as CountColumn;
  }

  /** The sum over the rows noted; bad ones add nothing. */
  totalOf(id: ComputedSignalId): number {
    return this.columnOf(id).total;
  }

  /** A table of its own about the rows before `rowCount`. */
  upTo(rowCount: number): ComputedTable {
    return new ComputedTable(this.columns.map((column) => column.upTo(rowCount)));
  }

  /** The values of the rows before `rowCount`, signal by signal: what stands in the table, not a copy. */
  serialise(rowCount: number): { readonly layout: ComputedLayout; readonly parts: readonly Uint8Array[] } {
    return {
      layout: { signals: COMPUTED_SIGNALS, bytesPerRow: this.columns.map(({ bytesPerRow }) => bytesPerRow) },
      parts: this.columns.map((column) => column.serialise(rowCount)),
    };
  }

  /** @param bytes what `serialise` gave for the same signals */
  static deserialise(bytes: Buffer, { bytesPerRow }: ComputedLayout, rowCount: number): ComputedTable {
    let start = 0;
    return new ComputedTable(
      bytesPerRow.map((width) => {
        const column = bytes.subarray(start, (start += width * rowCount));
        return CountColumn.deserialise(column, width);
      }),
    );
  }

  /** Bytes that `serialise` gives for so many rows. */
  static sizeOf({ bytesPerRow }: ComputedLayout, rowCount: number): number {
    return bytesPerRow.reduce((bytes, width) => bytes + width * rowCount, 0);
  }
}

/** How the values of a table lie in what is kept. */
export interface ComputedLayout {
  /** Whose values they are; where others are computed by now, the rows are read again. */
  readonly signals: readonly ComputedSignalId[];
  readonly bytesPerRow: readonly number[];
}

const SOURCES: readonly ComputedSignal[] = COMPUTED_SIGNALS.map((id) => SIGNAL_SOURCES[id]);
