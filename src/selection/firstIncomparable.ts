import type { Comparability, RowsApart } from './comparability';

/** Of one kind, the first row added that holds it, and the first that holds another than that one does. */
interface Firsts {
  readonly numbers: Uint32Array;
  first: Holder | undefined;
  firstOther: Holder | undefined;
}

interface Added {
  readonly row: number;
  /** From 1. */
  readonly rank: number;
}

interface Holder extends Added {
  readonly number: number;
}

/** The earliest of the rows added so far that is incomparable to a row, found without a look at the others. */
export class FirstIncomparable {
  private readonly kinds: readonly Firsts[];
  private readonly apart: RowsApart | undefined;
  /** Ranks of the rows added that are told apart from others. */
  private readonly rankOf = new Map<number, number>();

  constructor(comparability: Comparability | undefined) {
    this.apart = comparability?.apart;
    this.kinds = (comparability?.kinds ?? []).map((numbers) => ({
      numbers,
      first: undefined,
      firstOther: undefined,
    }));
  }

  /** @param rank from 1; rows are added by rank, and some may be left out */
  add(row: number, rank: number): void {
    if (this.apart?.has(row) === true) this.rankOf.set(row, rank);
    for (const kind of this.kinds) {
      const number = kind.numbers[row] ?? 0;
      if (number === 0) continue;
      if (kind.first === undefined) kind.first = { row, rank, number };
      else if (kind.first.number !== number) kind.firstOther ??= { row, rank, number };
    }
  }

  /** @returns its row index and rank; undefined where all are comparable */
  to(row: number): Added | undefined {
    let earliest = this.firstApartFrom(row);
    for (const { numbers, first, firstOther } of this.kinds) {
      const number = numbers[row] ?? 0;
      if (number === 0) continue;
      const found = first?.number === number ? firstOther : first;
      if (found !== undefined && (earliest === undefined || found.rank < earliest.rank)) earliest = found;
    }
    return earliest;
  }

  private firstApartFrom(row: number): Added | undefined {
    let earliest: Added | undefined;
    for (const other of this.apart?.get(row) ?? []) {
      const rank = this.rankOf.get(other);
      if (rank !== undefined && (earliest === undefined || rank < earliest.rank)) earliest = { row: other, rank };
    }
    return earliest;
  }
}
