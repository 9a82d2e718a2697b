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
  private turnCounts = new Uint16Array(1024);
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

  private grow(): void {
    const larger = new Uint16Array(this.turnCounts.length * 2);
    larger.set(this.turnCounts);
    this.turnCounts = larger;
  }
}

const MOST_TURNS = 65_535;
