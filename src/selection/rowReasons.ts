import { CountColumn } from '../common/countColumn';
import type { MessageArgument } from '../common/message';

/** Why rows have the status they have, where that says too little; pools have many such rows and few reasons. */
export class RowReasons {
  private readonly list: MessageArgument[] = [];
  /** From 1, by a text for each reason. */
  private readonly numbers = new Map<string, number>();
  /** By row, the number of its reason; 0 = none. A map of so many rows takes tens of bytes for each. */
  private readonly reasons = CountColumn.empty();
  /** Rows with a reason come before. */
  private end = 0;

  get isEmpty(): boolean {
    return this.list.length === 0;
  }

  set(row: number, reason: MessageArgument): void {
    const key = keyOf(reason);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.list.push(reason);
      this.numbers.set(key, number);
    }
    this.reasons.note(row, number);
    this.end = Math.max(this.end, row + 1);
  }

  of(row: number): MessageArgument | undefined {
    return this.list[this.reasons.valueOf(row) - 1];
  }

  /** As plain parts, for keeping on disk: row and place of its reason in the list by turns. */
  columns(): { readonly list: readonly MessageArgument[]; readonly reasons: Uint32Array } {
    const reasons: number[] = [];
    for (let row = 0; row < this.end; row++) {
      const number = this.reasons.valueOf(row);
      if (number > 0) reasons.push(row, number - 1);
    }
    return { list: this.list, reasons: Uint32Array.from(reasons) };
  }

  static fromColumns(list: readonly MessageArgument[], reasons: Uint32Array): RowReasons {
    const kept = new RowReasons();
    for (let at = 0; at + 1 < reasons.length; at += 2) {
      const reason = list[reasons[at + 1] as number];
      if (reason !== undefined) kept.set(reasons[at] as number, reason);
    }
    return kept;
  }
}

function keyOf(reason: MessageArgument): string {
  return typeof reason === 'object' ? JSON.stringify(reason) : String(reason);
}
