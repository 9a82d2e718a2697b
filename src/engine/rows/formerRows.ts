import type { Dataset } from '../../dataset/dataset';
import { nameOfFile } from './keptFacts';
import type { RowFacts } from './rowFacts';
import { RowMoves } from './rowMoves';

/** So many contents of a file before the present one are told apart: 8 bytes a row and, once asked about, 4 more. */
const MOST_KEPT = 2;

/** The rows of a view by position; null = all of them in file order. */
export type ViewOrder = Uint32Array | null;

/** What people look at. */
interface ShownViews {
  readonly isEmpty: boolean;
  /** The orders of the views that were made of what the file held, by their ids. */
  ordersOf(contents: string): ReadonlyMap<string, ViewOrder>;
}

interface FormerContents {
  readonly name: string;
  readonly fingerprints: Float64Array;
  readonly orders: ReadonlyMap<string, ViewOrder>;
  moves: RowMoves | undefined;
}

/** How rows stood in a file before, and in the views of it, so that who was at one of them finds it again. */
export class FormerRows {
  private kept: readonly FormerContents[] = [];
  private present: string;

  constructor(
    private readonly dataset: Pick<Dataset, 'identity'>,
    private readonly views: ShownViews,
    private readonly facts: () => RowFacts,
  ) {
    this.present = nameOfFile(dataset.identity);
  }

  /** Of the file as it is, as `DatasetInfo.contents`. */
  get contents(): string {
    return this.present;
  }

  /** @returns to be called once rows may be others; told whether some were added and no more */
  beforeRowsChange(): (isExtended: boolean) => void {
    const facts = this.facts();
    const { noted } = facts;
    return (isExtended) => {
      if (isExtended) return;
      const name = this.present;
      this.present = nameOfFile(this.dataset.identity);
      for (const each of this.kept) each.moves = undefined;
      if (this.views.isEmpty) return; // Nobody looks at a row.
      const fingerprints = facts.fingerprints.subarray(0, noted);
      const others = this.kept.filter((each) => each.name !== name);
      const former = { name, fingerprints, orders: this.views.ordersOf(name), moves: undefined };
      this.kept = [...others, former].slice(-MOST_KEPT);
    };
  }

  knows(contents: string): boolean {
    return this.find(contents) !== undefined;
  }

  /** The order that a view had; undefined = not known. */
  orderOf(contents: string, viewId: string): ViewOrder | undefined {
    return this.find(contents)?.orders.get(viewId);
  }

  /** Where its rows are now, all of which are noted; undefined where these contents are not known. */
  movesSince(contents: string): RowMoves | undefined {
    const former = this.find(contents);
    if (former !== undefined) former.moves ??= new RowMoves(former.fingerprints, this.facts().fingerprints);
    return former?.moves;
  }

  private find(contents: string): FormerContents | undefined {
    return this.kept.find(({ name }) => name === contents);
  }
}
