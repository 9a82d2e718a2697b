import { grownArray } from '../../common/grownArray';
import { NumberTable } from '../../common/numberTable';
import type { RowDecisions } from '../../decisions/rowDecisions';
import type { RowIds } from './rowIds';

const FIRST_IDS = 256;

/** What is decided by the ids of rows, and which rows of a dataset they are: in arrays, as it may be about very many. */
export class DecidedRows {
  /** By the number of the id; rows that nothing was ever decided about have none. */
  private readonly decisions: (RowDecisions | undefined)[] = [];
  /** By the number of the id, the row + 1; 0 = none that is known. */
  private places = new Uint32Array(FIRST_IDS);
  private readonly numbersOfRows = new NumberTable((number) => this.rowAt(number) ?? 0);

  constructor(private readonly ids: RowIds) {}

  /** @param rows by id, as far as the dataset has them */
  static of(ids: RowIds, decided: ReadonlyMap<string, RowDecisions>, rows: ReadonlyMap<string, number>): DecidedRows {
    const all = new DecidedRows(ids);
    for (const [id, decisions] of decided) all.set(ids.numberOf(id), decisions);
    for (const [id, row] of rows) all.place(ids.numberOf(id), row);
    return all;
  }

  get isEmpty(): boolean {
    return this.decisions.every((decisions) => decisions === undefined);
  }

  /** About a row of the dataset. */
  of(row: number): RowDecisions | undefined {
    const number = this.numbersOfRows.find(row, (each) => this.rowAt(each) === row);
    return number === undefined ? undefined : this.decisions[number];
  }

  get(id: string): RowDecisions | undefined {
    const number = this.ids.find(id);
    return number === undefined ? undefined : this.decisions[number];
  }

  at(number: number): RowDecisions | undefined {
    return this.decisions[number];
  }

  set(number: number, decisions: RowDecisions): void {
    while (this.decisions.length < number) this.decisions.push(undefined);
    this.decisions[number] = decisions;
  }

  /** The row of the dataset that has an id; undefined where none is known. */
  rowOf(id: string): number | undefined {
    const number = this.ids.find(id);
    return number === undefined ? undefined : this.rowAt(number);
  }

  /** Says which row has an id. */
  place(number: number, row: number): void {
    if (this.rowAt(number) !== undefined) return; // The same one: rows have other ids in another state only.
    if (number >= this.places.length) this.places = grownArray(this.places, number + 1);
    this.places[number] = row + 1;
    this.numbersOfRows.add(number);
  }

  /** All that is decided, also of rows that the dataset has not. */
  *entries(): Generator<readonly [id: string, decisions: RowDecisions]> {
    for (const [number, decisions] of this.decisions.entries()) {
      if (decisions !== undefined) yield [this.ids.at(number), decisions];
    }
  }

  /** Rows of the dataset of which something is decided that is looked for. */
  rowsWith<T>(partOf: (decisions: RowDecisions) => T | undefined): (readonly [row: number, part: T])[] {
    return this.decisions.flatMap((decisions, number) => {
      const part = decisions === undefined ? undefined : partOf(decisions);
      const row = this.rowAt(number);
      return part === undefined || row === undefined ? [] : [[row, part] as const];
    });
  }

  /** The ids of all rows whose ids are known, decided about or not. */
  idsOfRows(): Map<number, string> {
    const ids = new Map<number, string>();
    this.places.forEach((place, number) => {
      if (place > 0) ids.set(place - 1, this.ids.at(number));
    });
    return ids;
  }

  private rowAt(number: number): number | undefined {
    const place = this.places[number] ?? 0;
    return place === 0 ? undefined : place - 1;
  }
}
