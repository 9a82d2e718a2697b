import { collectGarbage } from './collectGarbage';
import type { GoodRow } from './conversation';
import type { NamedRow } from './rowParser';

/** Reading a row takes a multiple of its bytes; of one with these it is much. */
const HUGE_BYTES = 8 * 1024 * 1024;

/**
 * The huge row that was read last, for as long as it is in memory anyway: reading it again would put a second copy beside
 * what is left of the first.
 */
export class HugeRow {
  private row: WeakRef<GoodRow> | undefined;
  private formatName: string | null = null;
  /** The file as it was indexed: rows of a file that changed are others. */
  private file: object | undefined;

  /** To be told of every row once its text and its value are garbage. */
  keep(file: object, { row, formatName }: NamedRow, byteLength: number): void {
    if (byteLength < HUGE_BYTES) return;
    if (row.problem === undefined) {
      this.row = new WeakRef(row);
      this.formatName = formatName;
      this.file = file;
    }
    collectGarbage();
  }

  get(file: object, rowIndex: number): NamedRow | undefined {
    const row = this.file === file ? this.row?.deref() : undefined;
    return row?.rowIndex === rowIndex ? { row, formatName: this.formatName } : undefined;
  }
}
