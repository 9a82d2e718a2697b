import type { Rows } from './similarityKernel';

/** Values that are left of a folded section: with fewer the bound is loose, with more there are more to multiply. */
const VALUES_LEFT = 8;
/** The most by which rounding takes the product of two folded rows below what it stands for. */
export const FOLDING_ERROR = 2 ** -21;

/**
 * Rows with some columns of a section in one value, the length of what they hold. Lengths stay as they are, and the
 * product of two folded rows is at least that of the rows (Cauchy and Schwarz, columns by columns).
 *
 * All sections but the widest are folded: what a row holds there stands in few columns, seldom in another row's, and has
 * no directions in common with other rows that a projection could learn. Folded, it has.
 */
export class FoldedSections {
  readonly dimensions: number;
  /** Where the columns of each value end. */
  private readonly ends: readonly number[];

  /** @param sections columns that belong together, in order */
  constructor(sections: readonly number[]) {
    const widest = sections.indexOf(Math.max(...sections));
    const ends: number[] = [];
    let start = 0;
    for (const [section, columns] of sections.entries()) {
      const values = section === widest ? columns : Math.min(columns, VALUES_LEFT);
      for (let value = 1; value <= values; value++) ends.push(start + Math.ceil((columns * value) / values));
      start += columns;
    }
    this.ends = ends;
    this.dimensions = ends.length;
  }

  fold({ values, count }: Rows): Rows {
    const { ends, dimensions } = this;
    const width = ends.at(-1) ?? 0;
    const folded = new Float32Array(count * dimensions);
    for (let row = 0; row < count; row++) {
      let column = row * width;
      for (let at = 0; at < dimensions; at++) {
        const end = row * width + (ends[at] as number);
        folded[row * dimensions + at] = end === column + 1 ? (values[column] as number) : lengthOf(values, column, end);
        column = end;
      }
    }
    return { values: folded, count };
  }
}

function lengthOf(values: Float32Array, start: number, end: number): number {
  let squared = 0;
  for (let column = start; column < end; column++) squared += (values[column] as number) * (values[column] as number);
  return Math.sqrt(squared);
}
