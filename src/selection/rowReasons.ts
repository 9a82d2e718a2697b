import { CountColumn } from '../common/countColumn';

/** Why rows have the status they have, where that says too little; pools have many such rows and few reasons. */
export class RowReasons {
  private readonly texts: string[] = [];
  /** From 1, by text. */
  private readonly numbers = new Map<string, number>();
  /** By row, the number of its reason; 0 = none. A map of so many rows takes tens of bytes for each. */
  private readonly reasons = CountColumn.empty();
  /** Rows with a reason come before. */
  private end = 0;

  get isEmpty(): boolean {
    return this.texts.length === 0;
  }

  set(row: number, reason: string): void {
    let number = this.numbers.get(reason);
    if (number === undefined) {
      number = this.texts.push(reason);
      this.numbers.set(reason, number);
    }
    this.reasons.note(row, number);
    this.end = Math.max(this.end, row + 1);
  }

  of(row: number): string | undefined {
    return this.texts[this.reasons.valueOf(row) - 1];
  }

  /** As plain parts, for keeping on disk: row and place of its reason among the texts by turns. */
  columns(): { readonly texts: readonly string[]; readonly reasons: Uint32Array } {
    const reasons: number[] = [];
    for (let row = 0; row < this.end; row++) {
      const number = this.reasons.valueOf(row);
      if (number > 0) reasons.push(row, number - 1);
    }
    return { texts: this.texts, reasons: Uint32Array.from(reasons) };
  }

  static fromColumns(texts: readonly string[], reasons: Uint32Array): RowReasons {
    const kept = new RowReasons();
    for (let at = 0; at + 1 < reasons.length; at += 2) {
      const text = texts[reasons[at + 1] as number];
      if (text !== undefined) kept.set(reasons[at] as number, text);
    }
    return kept;
  }
}
