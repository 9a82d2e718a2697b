import type { RowSummary } from '../../../src/protocol/dataset';

/** Between the rows of a group. */
const STEP = 4;
const ROWS = 3;

/** Some groups of near-duplicates, of three rows each: the first is that of the first row, and so on. */
export class FakeGroups {
  constructor(private readonly count: number) {}

  of(row: number): Pick<RowSummary, 'group'> {
    const place = row % STEP;
    return place < this.count && row < ROWS * STEP ? { group: { number: place + 1, rows: ROWS } } : {};
  }
}
