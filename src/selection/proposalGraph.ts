import { HierarchicalNSW } from 'hnswlib-node';

/** Links of a row, and candidates kept while a row is added and while its neighbours are looked up. */
const LINKS = 12;
const CANDIDATES_ADDING = 60;
const CANDIDATES_LOOKING = 32;
const FIRST_CAPACITY = 2 ** 14;

/**
 * An HNSW graph over the coordinates of short rows (see `Projection`; their last value is not a coordinate). It
 * proposes rows that are probably near; nothing may depend on its being right.
 *
 * It is used in two places, each from the size on where it was measured to pay: in a selection from 262,144 selected
 * rows on, where it proposes what the exact comparison looks at first (`SimilaritySearch`, with the measured crossing),
 * and among clusters of a whole pool from 400,000 rows on, where it stands in for the comparison of all pairs, so that
 * those clusters are not exact (`GraphSearch`).
 */
export class ProposalGraph {
  private readonly graph: HierarchicalNSW;
  private count = 0;

  constructor(private readonly width: number) {
    this.graph = new HierarchicalNSW('l2', width - 1);
    this.graph.initIndex(FIRST_CAPACITY, LINKS, CANDIDATES_ADDING);
    this.graph.setEf(CANDIDATES_LOOKING);
  }

  add(short: Float32Array, row: number): void {
    const capacity = this.graph.getMaxElements();
    if (this.count === capacity) this.graph.resizeIndex(2 * capacity);
    this.graph.addPoint(this.coordinates(short, row), this.count++);
  }

  /** @returns up to `count` positions, in the order of adding, of rows near this one; nearest first */
  propose(short: Float32Array, row: number, count: number): number[] {
    const size = Math.min(count, this.count);
    return size === 0 ? [] : this.graph.searchKnn(this.coordinates(short, row), size).neighbors;
  }

  private coordinates(short: Float32Array, row: number): number[] {
    return Array.from(short.subarray(row * this.width, (row + 1) * this.width - 1));
  }
}
