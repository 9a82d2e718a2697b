import { RowMoves } from './rowMoves';

/** So many contents of a file before the present one are told apart: 8 bytes a row and, once asked about, 4 more. */
const MOST_KEPT = 2;

/** The rows of a view by position; null = all of them in file order. */
export type ViewOrder = Uint32Array | null;

interface FormerContents {
  readonly name: string;
  readonly fingerprints: Float64Array;
  readonly orders: ReadonlyMap<string, ViewOrder>;
  moves: RowMoves | undefined;
}

/** How rows stood in a file before, and in the views of it, so that who was at one of them finds it again. */
export class FormerRows {
  private kept: readonly FormerContents[] = [];

  /**
   * The file has other rows from now on.
   * @param name of the contents that it had, as `DatasetInfo.contents`
   * @param fingerprints of the rows that were known of them
   * @param orders of the views that showed them
   */
  keep(name: string, fingerprints: Float64Array, orders: ReadonlyMap<string, ViewOrder>): void {
    for (const each of this.kept) each.moves = undefined;
    const others = this.kept.filter((each) => each.name !== name);
    this.kept = [...others, { name, fingerprints, orders, moves: undefined }].slice(-MOST_KEPT);
  }

  knows(name: string): boolean {
    return this.find(name) !== undefined;
  }

  /** The order that a view had; undefined = not known. */
  orderOf(name: string, viewId: string): ViewOrder | undefined {
    return this.find(name)?.orders.get(viewId);
  }

  /**
   * Where its rows are now; undefined where these contents are not known.
   * @param fingerprints of all rows that the file has now
   */
  movesSince(name: string, fingerprints: () => Float64Array): RowMoves | undefined {
    const contents = this.find(name);
    if (contents !== undefined) contents.moves ??= new RowMoves(contents.fingerprints, fingerprints());
    return contents?.moves;
  }

  private find(name: string): FormerContents | undefined {
    return this.kept.find((each) => each.name === name);
  }
}
