import { BLOCK_ROWS } from './candidateVectors';
import type { Span } from './candidateTiles';
import type { FoundProducts } from './similarityKernel';
import * as packing from './packedNear';

/** Taken out of the module: it is called for every entry. */
const { packedNear } = packing;

/** The parts of the lists of a block's rows that are in one other block. */
export interface NearListBlock {
  /** By place of the listing row, where its part begins; and where the last ends. */
  readonly starts: Uint32Array;
  /** `packedNear` each. */
  readonly entries: Uint32Array;
}

/** Products of a tile (see `tilesOf`): those in which one row may cover the other more than it is, and maybe others. */
export interface NearTile extends FoundProducts {
  readonly rows: Span;
  readonly columns: Span;
  readonly standsForBoth: boolean;
}

/** Collects what is near in the tiles of two blocks, for the lists of both. */
export class NearListBuilder {
  /** Of the rows, in their order. */
  private readonly ofRows = new Uint32Array(BLOCK_ROWS * BLOCK_ROWS);
  private readonly starts = new Uint32Array(BLOCK_ROWS + 1);
  private rowsDone = 0;
  /** Of the columns, in the order in which they are found: the entry, and whose it is. */
  private readonly found = new Uint32Array(BLOCK_ROWS * BLOCK_ROWS);
  private readonly foundFor = new Uint16Array(BLOCK_ROWS * BLOCK_ROWS);
  private foundCount = 0;

  constructor(private readonly errorBound: number) {}

  add({ rows, columns, standsForBoth, places, products }: NearTile, covered: Float64Array): void {
    const { ofRows, starts, found, foundFor, errorBound } = this;
    const limits = covered.slice(columns.start, columns.start + columns.count).map((limit) => limit - errorBound);
    let count = starts[this.rowsDone] as number;
    let foundCount = this.foundCount;
    for (let row = 0, from = 0, at = 0; row < rows.count; row++, from += columns.count) {
      const limit = standsForBoth ? (covered[rows.start + row] as number) - errorBound : Number.POSITIVE_INFINITY;
      for (; at < places.length && (places[at] as number) < from + columns.count; at++) {
        const column = (places[at] as number) - from;
        const product = products[at] as number;
        if (product > (limits[column] as number)) ofRows[count++] = packedNear(column, product);
        if (product > limit) {
          found[foundCount] = packedNear(this.rowsDone, product);
          foundFor[foundCount++] = column;
        }
      }
      starts[++this.rowsDone] = count;
    }
    this.foundCount = foundCount;
  }

  /** What was found since the last end. @param columns how many there are */
  end(columns: number): { readonly ofRows: NearListBlock; readonly ofColumns: NearListBlock } {
    const ofRows = {
      starts: this.starts.slice(0, this.rowsDone + 1),
      entries: this.ofRows.slice(0, this.starts[this.rowsDone]),
    };
    const ofColumns = this.sorted(columns);
    this.rowsDone = 0;
    this.foundCount = 0;
    return { ofRows, ofColumns };
  }

  /** What was found, by column. */
  private sorted(columns: number): NearListBlock {
    const { found, foundFor, foundCount } = this;
    const starts = new Uint32Array(columns + 1);
    for (let at = 0; at < foundCount; at++) {
      const column = foundFor[at] as number;
      starts[column + 1] = (starts[column + 1] as number) + 1;
    }
    for (let column = 0; column < columns; column++) {
      starts[column + 1] = (starts[column + 1] as number) + (starts[column] as number);
    }
    const next = starts.slice();
    const entries = new Uint32Array(foundCount);
    for (let at = 0; at < foundCount; at++) {
      const column = foundFor[at] as number;
      const place = next[column] as number;
      entries[place] = found[at] as number;
      next[column] = place + 1;
    }
    return { starts, entries };
  }
}
