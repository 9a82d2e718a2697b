/** Rows that each row is told apart from; of a pair, both rows have the other. */
export type RowsApart = ReadonlyMap<number, ReadonlySet<number>>;

const NONE: RowsApart = new Map();

/** @param pairs of different rows, in any order, and some maybe twice */
export function rowsApart(pairs: Iterable<readonly [row: number, other: number]>): RowsApart {
  const apart = new Map<number, Set<number>>();
  const add = (row: number, other: number): void => {
    const others = apart.get(row);
    if (others === undefined) apart.set(row, new Set([other]));
    else others.add(other);
  };
  for (const [row, other] of pairs) {
    add(row, other);
    add(other, row);
  }
  return apart;
}

/**
 * Which rows of a pool are incomparable: both hold one kind of thing that embeddings know nothing of, and not the same,
 * or somebody has said that the two are not the same. Their similarity is defined as 0. This is no equivalence: a row that
 * holds nothing is comparable to every other that it is not told apart from.
 */
export class Comparability {
  /**
   * @param kinds by kind, for each row of the pool the number of what the row holds of it, 0 = nothing
   * @param apart rows that are not the same, whatever they hold
   */
  constructor(
    readonly kinds: readonly Uint32Array[],
    readonly apart: RowsApart = NONE,
  ) {}

  areComparable(row: number, other: number): boolean {
    if (this.apart.get(row)?.has(other) === true) return false;
    for (const numbers of this.kinds) if (differ(numbers[row] ?? 0, numbers[other] ?? 0)) return false;
    return true;
  }

  /** Whether only pairs that somebody told apart are incomparable: few. */
  get isOfPairs(): boolean {
    return this.kinds.length === 0;
  }

  /** Whether a row is told apart from any other. */
  isApart(row: number): boolean {
    return this.apart.has(row);
  }

  /**
   * Puts `value` in place of the products of incomparable rows.
   * @param products row-major rows × candidates
   */
  overwrite(products: Float32Array, rows: Uint32Array, candidates: Uint32Array, value: number): void {
    for (const numbers of this.kinds) {
      const others = candidates.map((candidate) => numbers[candidate] as number);
      if (!others.some((other) => other !== 0)) continue;
      rows.forEach((row, i) => {
        const own = numbers[row] as number;
        if (own !== 0) overwriteOther(products, i * others.length, own, others, value);
      });
    }
    if (this.apart.size > 0) this.overwriteApart(products, rows, candidates, value);
  }

  private overwriteApart(products: Float32Array, rows: Uint32Array, candidates: Uint32Array, value: number): void {
    rows.forEach((row, i) => {
      const others = this.apart.get(row);
      if (others === undefined) return;
      candidates.forEach((candidate, j) => {
        if (others.has(candidate)) products[i * candidates.length + j] = value;
      });
    });
  }
}

function differ(own: number, other: number): boolean {
  return own !== other && own !== 0 && other !== 0;
}

/** Apart from the rest, so that it stays the tight loop it is: it runs for every pair of rows. */
function overwriteOther(products: Float32Array, start: number, own: number, others: Uint32Array, value: number): void {
  for (let j = 0; j < others.length; j++) {
    if (differ(own, others[j] as number)) products[start + j] = value;
  }
}
