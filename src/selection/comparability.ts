/**
 * Which rows of a pool are incomparable: both hold one kind of thing that embeddings know nothing of, and not the same.
 * Their similarity is defined as 0. This is no equivalence: a row that holds nothing is comparable to every other.
 */
export class Comparability {
  /** @param kinds by kind, for each row of the pool the number of what the row holds of it, 0 = nothing */
  constructor(readonly kinds: readonly Uint32Array[]) {}

  areComparable(row: number, other: number): boolean {
    for (const numbers of this.kinds) if (differ(numbers[row] ?? 0, numbers[other] ?? 0)) return false;
    return true;
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
