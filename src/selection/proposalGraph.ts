import { HierarchicalNSW } from 'hnswlib-node';

/** Links of a row, and candidates kept while a row is added and while one is looked up. */
const LINKS = 8;
const CANDIDATES_ADDING = 40;
const CANDIDATES_LOOKING = 16;
const FIRST_CAPACITY = 2 ** 15;

/**
 * An HNSW graph over the coordinates of short rows (see `Projection`; their last value is not a coordinate). It says
 * which row is probably the most similar one. Nothing may depend on its being right.
 */
export class ProposalGraph {
  private readonly graph: HierarchicalNSW;
  private count = 0;

  constructor(private readonly width: number) {
    this.graph = new HierarchicalNSW('l2', width - 1);
    this.graph.initIndex(FIRST_CAPACITY, LINKS, CANDIDATES_ADDING, 1);
    this.graph.setEf(CANDIDATES_LOOKING);
  }

  add(short: Float32Array, row: number): void {
    const capacity = this.graph.getMaxElements();
    if (this.count === capacity) this.graph.resizeIndex(2 * capacity);
    this.graph.addPoint(this.coordinates(short, row), this.count++);
  }

  /** @returns the position, in the order of adding, of a row close to this one */
  propose(short: Float32Array, row: number): number | undefined {
    if (this.count === 0) return undefined;
    return this.graph.searchKnn(this.coordinates(short, row), 1).neighbors[0];
  }

  private coordinates(short: Float32Array, row: number): number[] {
    return Array.from(short.subarray(row * this.width, (row + 1) * this.width - 1));
  }
}
