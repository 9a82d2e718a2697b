import type { Tile } from './candidateProducts';

/** Adds the positive products of a tile, each with some slack, to the sums of its columns and of its rows. */
export function addPositive(sums: Float64Array, { rows, columns, products, standsForBoth }: Tile, slack: number): void {
  // Those of the columns are enough where another tile has the pairs the other way round.
  const ofColumns = sums.subarray(columns.start, columns.start + columns.count);
  for (let row = 0, from = 0; row < rows.count; row++, from += columns.count) {
    let ofRow = 0;
    for (let column = 0; column < ofColumns.length; column++) {
      const above = (products[from + column] as number) + slack;
      // Twice the positive part: half of all signs are guessed wrong by a processor that has to branch.
      const positive = above + Math.abs(above);
      ofRow += positive;
      ofColumns[column] = (ofColumns[column] as number) + positive / 2;
    }
    if (standsForBoth) sums[rows.start + row] = (sums[rows.start + row] as number) + ofRow / 2;
  }
}

/** Rows that `subtractClamped` takes together: a sum is read and written once for all of them. */
export const AT_ONCE = 4;

export interface Subtracted {
  /** The sums: `length` of them from `start` on. */
  readonly start: number;
  readonly length: number;
  /** Of four rows, one after the other, with the rows of the sums. */
  readonly products: Float32Array;
  readonly from: number;
  /** Of the four rows, from `at` on. */
  readonly limits: Float64Array;
  readonly most: Float64Array;
  readonly at: number;
}

/** Subtracts from each sum how far its product with each of four rows is above the row's limit, and at most `most`. */
export function subtractClamped(sums: Float64Array, subtracted: Subtracted): void {
  const { start, length, products, from, limits, most, at } = subtracted;
  const [limit0, limit1, limit2, limit3] = fourOf(limits, at);
  const [most0, most1, most2, most3] = fourOf(most, at);
  const mostOfAll = most0 + most1 + most2 + most3;
  for (let i = 0, product = from; i < length; i++, product++) {
    const above0 = (products[product] as number) - limit0;
    const above1 = (products[product + length] as number) - limit1;
    const above2 = (products[product + 2 * length] as number) - limit2;
    const above3 = (products[product + 3 * length] as number) - limit3;
    // Without a branch, as in `addPositive`; twice 0 below the limit, `above` up to `most`, `most` from there on.
    const twice0 = Math.abs(above0) - Math.abs(above0 - most0);
    const twice1 = Math.abs(above1) - Math.abs(above1 - most1);
    const twice2 = Math.abs(above2) - Math.abs(above2 - most2);
    const twice3 = Math.abs(above3) - Math.abs(above3 - most3);
    sums[start + i] = (sums[start + i] as number) - (twice0 + twice1 + (twice2 + twice3) + mostOfAll) / 2;
  }
}

function fourOf(values: Float64Array, at: number): readonly [number, number, number, number] {
  return [values[at] ?? 0, values[at + 1] ?? 0, values[at + 2] ?? 0, values[at + 3] ?? 0];
}
