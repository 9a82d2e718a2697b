import * as candidates from './candidateVectors';
import type { CandidateVectors } from './candidateVectors';
import { NearListBuilder, type NearListBlock, type NearTile } from './nearListBlock';
import * as packing from './packedNear';

/** Taken out of the modules: they are read for every entry. */
const { BLOCK_ROWS } = candidates;
const { PLACE_MASK, packedNear, similarityIn, STORED_ERROR } = packing;

/** What a row would add, estimated, and how far that may be off. */
export interface SumEstimate {
  readonly sum: number;
  readonly error: number;
}

/**
 * Of every row, the rows that it may cover more than they are, and how similar they are: 4 bytes each. In blocks: the
 * list of a row has a part for each block of the candidates.
 */
export class NearLists {
  /** By block of the listing rows, by block of those listed. */
  private readonly blocks: NearListBlock[][];
  /** By position, whether its similarities are those of float64, rounded. */
  private readonly isExact: Uint8Array;
  private readonly builder: NearListBuilder;
  private kept = 0;

  constructor(
    private readonly vectors: CandidateVectors,
    private readonly errorBound: number,
    private readonly mostKept: number,
  ) {
    this.blocks = vectors.blocks.map(() => []);
    this.isExact = new Uint8Array(vectors.count);
    this.builder = new NearListBuilder(errorBound);
  }

  /**
   * Adds what is near in a tile; those of two blocks come one after the other.
   * @param covered by position, how similar to it the nearest row taken is
   * @returns whether there is no more than may be kept, as `fit` tells; else the lists are of no use
   */
  add(tile: NearTile, covered: Float64Array): boolean {
    const { builder, vectors } = this;
    const [listing, listed] = [tile.rows, tile.columns].map(({ start }) => Math.floor(start / BLOCK_ROWS)) as [
      number,
      number,
    ];
    builder.add(tile, covered);
    if (tile.rows.start + tile.rows.count < listing * BLOCK_ROWS + (vectors.blocks[listing]?.count ?? 0)) return true;
    const { ofRows, ofColumns } = builder.end(tile.standsForBoth ? tile.columns.count : 0);
    this.keep(ofRows, listing, listed);
    if (tile.standsForBoth) this.keep(ofColumns, listed, listing);
    return this.fit;
  }

  get fit(): boolean {
    return this.kept <= this.mostKept;
  }

  /** Positions that a row may cover more than they are. */
  possiblyNearer(position: number, covered: Float64Array): number[] {
    const each = this.errorOf(position);
    const nearer: number[] = [];
    const at = position % BLOCK_ROWS;
    for (const [block, { starts, entries }] of this.blocksOf(position).entries()) {
      for (let entry = starts[at] as number; entry < (starts[at + 1] as number); entry++) {
        const packed = entries[entry] as number;
        const other = block * BLOCK_ROWS + (packed & PLACE_MASK);
        if (similarityIn(packed) + each > (covered[other] as number)) nearer.push(other);
      }
    }
    return nearer;
  }

  estimate(position: number, covered: Float64Array): SumEstimate {
    const each = this.errorOf(position);
    const at = position % BLOCK_ROWS;
    let [sum, error] = [0, 0];
    for (const [block, { starts, entries }] of this.blocksOf(position).entries()) {
      for (let entry = starts[at] as number; entry < (starts[at + 1] as number); entry++) {
        const packed = entries[entry] as number;
        const above = similarityIn(packed) - (covered[block * BLOCK_ROWS + (packed & PLACE_MASK)] as number);
        if (above <= -each) continue;
        if (above > 0) sum += above;
        error += each;
      }
    }
    return { sum, error };
  }

  /** The sum in float64; estimates of the row are as good as what is stored from then on. */
  exact(position: number, covered: Float64Array): number {
    const each = this.errorOf(position);
    const at = position % BLOCK_ROWS;
    let sum = 0;
    for (const [block, { starts, entries }] of this.blocksOf(position).entries()) {
      for (let entry = starts[at] as number; entry < (starts[at + 1] as number); entry++) {
        const packed = entries[entry] as number;
        const place = packed & PLACE_MASK;
        const other = block * BLOCK_ROWS + place;
        if (similarityIn(packed) + each <= (covered[other] as number)) continue;
        const similarity = this.vectors.similarity(position, other);
        entries[entry] = packedNear(place, similarity);
        sum += Math.max(0, similarity - (covered[other] as number));
      }
    }
    this.isExact[position] = 1;
    return sum;
  }

  /** Takes out the rows that are covered so well that nothing listed covers them more: those stay so. */
  drop(covered: Float64Array): void {
    for (const [listing, blocks] of this.blocks.entries()) {
      for (const [listed, block] of blocks.entries()) {
        blocks[listed] = this.stillNear(block, covered, listing * BLOCK_ROWS, listed * BLOCK_ROWS);
      }
    }
  }

  private stillNear({ starts, entries }: NearListBlock, covered: Float64Array, listing: number, listed: number) {
    const kept = { starts: new Uint32Array(starts.length), entries };
    let count = 0;
    for (let at = 0; at + 1 < starts.length; at++) {
      const each = this.errorOf(listing + at);
      for (let entry = starts[at] as number; entry < (starts[at + 1] as number); entry++) {
        const packed = entries[entry] as number;
        if (similarityIn(packed) + each <= (covered[listed + (packed & PLACE_MASK)] as number)) continue;
        entries[count++] = packed;
      }
      kept.starts[at + 1] = count;
    }
    return kept;
  }

  private keep(block: NearListBlock, listing: number, listed: number): void {
    (this.blocks[listing] as NearListBlock[])[listed] = block;
    this.kept += block.entries.length;
  }

  private errorOf(position: number): number {
    return STORED_ERROR + (this.isExact[position] === 1 ? 0 : this.errorBound);
  }

  private blocksOf(position: number): readonly NearListBlock[] {
    return this.blocks[Math.floor(position / BLOCK_ROWS)] as NearListBlock[];
  }
}
