import { decide, type RowDecisions } from '../../../src/decisions/rowDecisions';
import type { DecisionFilter } from '../../../src/protocol/views';
import { NO_VERDICTS, type ChangedDecisions, type DecisionSummary } from '../../../src/protocol/decisions';

type Change = readonly { readonly row: number; readonly before: RowDecisions; readonly after: RowDecisions }[];

/** What a stand-in host was told about its rows. */
export class FakeDecisions {
  readonly #rows = new Map<number, RowDecisions>();
  readonly #done: Change[] = [];
  readonly #undone: Change[] = [];

  of(row: number): RowDecisions {
    return this.#rows.get(row) ?? {};
  }

  add(rows: readonly number[], decision: Parameters<typeof decide>[1]): ChangedDecisions {
    const change = rows.map((row) => ({ row, before: this.of(row), after: decide(this.of(row), decision) }));
    this.#undone.length = 0;
    this.#done.push(change);
    return this.#apply(change, 'after');
  }

  change(change: 'undo' | 'redo'): ChangedDecisions {
    const [from, to] = change === 'undo' ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const last = from.pop();
    if (last === undefined) return { rows: 0 };
    to.push(last);
    return this.#apply(last, change === 'undo' ? 'before' : 'after');
  }

  passes(row: number, filters: readonly DecisionFilter[]): boolean {
    const { verdict, note, tags } = this.of(row);
    const said = [
      verdict ?? 'undecided',
      ...(note === undefined ? [] : ['note']),
      ...(tags === undefined ? [] : ['tag']),
    ];
    return filters.length === 0 || filters.some((filter) => said.includes(filter));
  }

  get summary(): DecisionSummary | undefined {
    if (this.#rows.size === 0) return undefined;
    const count = (filter: DecisionFilter): number =>
      [...this.#rows.keys()].filter((row) => this.passes(row, [filter])).length;
    const [kept, dropped] = [count('keep'), count('drop')];
    const decided = [...this.#rows].filter(([, { verdict }]) => verdict !== undefined);
    return {
      kept,
      dropped,
      noted: count('note'),
      tagged: count('tag'),
      notSame: 0,
      edited: 0,
      unknownRows: 0,
      brokenLines: 0,
      unknownKinds: 0,
      verdicts: decided.length === 0 ? NO_VERDICTS : JSON.stringify(decided.map(([row, each]) => [row, each.verdict])),
    };
  }

  #apply(change: Change, side: 'before' | 'after'): ChangedDecisions {
    for (const each of change) this.#rows.set(each.row, each[side]);
    return { rows: change.length };
  }
}
