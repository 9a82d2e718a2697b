import type { Decision } from '../../decisions/decision';
import { decisionsBetween, type RowDecisions } from '../../decisions/rowDecisions';
import type { RowIds } from './rowIds';

export interface RowChange {
  readonly before: RowDecisions;
  readonly after: RowDecisions;
}

/** What one request changed. */
export interface Change {
  /** Of row ids. */
  readonly numbers: Uint32Array;
  /** One a number; many rows at once become the same, and share it. */
  readonly changes: readonly RowChange[];
}

/** The decisions that make a change, all of the same time. */
export function* saidBy({ numbers, changes }: Change, ids: RowIds): Generator<Decision> {
  const at = new Date().toISOString();
  let changed: ReadonlySet<number> | undefined;
  for (const [place, { before, after }] of changes.entries()) {
    const id = ids.at(numbers[place] as number);
    for (const { kind, other, ...rest } of decisionsBetween(before, after)) {
      if (other === undefined) yield { id, kind, ...rest, at };
      else {
        changed ??= new Set(numbers);
        // One line says it of both rows.
        if (id < other || !changed.has(ids.numberOf(other))) yield { id, kind, other, at };
      }
    }
  }
}
