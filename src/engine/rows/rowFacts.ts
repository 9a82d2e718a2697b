import type { Row, RowProblem } from '../../dataset/conversation';

/** Problems beyond these are counted, not listed. */
const MOST_PROBLEMS = 10_000;

/**
 * What is known of rows that have been read once, whoever read them: how many turns, and what is wrong. Rows are noted
 * in file order.
 */
export class RowFacts {
  readonly problems: RowProblem[] = [];
  problemCount = 0;
  /** Rows noted so far. */
  noted = 0;
  private turnCounts = new Uint16Array(FIRST_CAPACITY);
  private readonly badRows = new Set<number>();

  /** Notes a row if it is the next in order; others were noted before or are left to the pass over the file. */
  note(row: Row): void {
    if (row.rowIndex !== this.noted) return;
    this.noted++;
    if (this.noted > this.turnCounts.length) this.grow();
    if (row.problem === undefined) {
      this.turnCounts[row.rowIndex] = Math.min(row.conversation.turns.length, MOST_TURNS);
      return;
    }
    this.problemCount++;
    this.badRows.add(row.rowIndex);
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(row.problem);
  }

  isBad(rowIndex: number): boolean {
    return this.badRows.has(rowIndex);
  }

  /** 0 where not known yet. */
  turnCountOf(rowIndex: number): number {
    return rowIndex < this.noted ? (this.turnCounts[rowIndex] ?? 0) : 0;
  }

  /** Everything as bytes, for keeping on disk. */
  serialise(): Uint8Array[] {
    const { problems, problemCount, noted } = this;
    const header = Buffer.from(JSON.stringify({ problems, problemCount, noted, badRows: [...this.badRows] }));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(header.length);
    const counts = this.turnCounts.slice(0, noted);
    return [length, header, new Uint8Array(counts.buffer)];
  }

  /** @returns undefined when the bytes are not whole */
  static deserialise(bytes: Buffer): RowFacts | undefined {
    if (bytes.length < 4) return undefined;
    const end = 4 + bytes.readUInt32LE(0);
    try {
      const header = JSON.parse(bytes.toString('utf8', 4, end)) as KeptFacts;
      if (bytes.length !== end + header.noted * 2) return undefined;
      const facts = new RowFacts();
      facts.problems.push(...header.problems);
      facts.problemCount = header.problemCount;
      facts.noted = header.noted;
      for (const row of header.badRows) facts.badRows.add(row);
      facts.turnCounts = new Uint16Array(header.noted);
      new Uint8Array(facts.turnCounts.buffer).set(bytes.subarray(end));
      return facts;
    } catch {
      return undefined;
    }
  }

  private grow(): void {
    const larger = new Uint16Array(Math.max(this.turnCounts.length * 2, FIRST_CAPACITY));
    larger.set(this.turnCounts);
    this.turnCounts = larger;
  }
}

interface KeptFacts {
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
  readonly noted: number;
  readonly badRows: readonly number[];
}

const MOST_TURNS = 65_535;
const FIRST_CAPACITY = 1024;
