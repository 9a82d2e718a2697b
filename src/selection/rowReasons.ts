/** Why rows have the status they have, where that says too little; pools have many such rows and few reasons. */
export class RowReasons {
  private readonly numbers = new Map<string, number>();

  constructor(
    private readonly texts: string[] = [],
    /** By row, the number of its reason. */
    private readonly reasons = new Map<number, number>(),
  ) {
    texts.forEach((text, number) => this.numbers.set(text, number));
  }

  get isEmpty(): boolean {
    return this.reasons.size === 0;
  }

  set(row: number, reason: string): void {
    let number = this.numbers.get(reason);
    if (number === undefined) {
      number = this.texts.push(reason) - 1;
      this.numbers.set(reason, number);
    }
    this.reasons.set(row, number);
  }

  of(row: number): string | undefined {
    const number = this.reasons.get(row);
    return number === undefined ? undefined : this.texts[number];
  }

  /** As plain parts, for keeping on disk: row and number of its reason by turns. */
  columns(): { readonly texts: readonly string[]; readonly reasons: Uint32Array } {
    const reasons = new Uint32Array(2 * this.reasons.size);
    let at = 0;
    for (const [row, number] of this.reasons) {
      reasons[at++] = row;
      reasons[at++] = number;
    }
    return { texts: this.texts, reasons };
  }

  static fromColumns(texts: readonly string[], reasons: Uint32Array): RowReasons {
    const kept = new Map<number, number>();
    for (let at = 0; at + 1 < reasons.length; at += 2) kept.set(reasons[at] as number, reasons[at + 1] as number);
    return new RowReasons([...texts], kept);
  }
}
