import type { CandidateSink } from './candidateSink';
import type { Comparability } from './comparability';
import { nextAbove } from './nextAbove';
import type { Pacer } from './pacer';
import { Projection } from './projection';
import { ProposalGraph } from './proposalGraph';
import type { RowBlock } from './rowBlock';
import { LARGEST_PART, RULED_OUT, type RowStore } from './rowStore';
import { ShortRows } from './shortRows';
import type { Rows, SimilarityKernel } from './similarityKernel';

/** Short rows in one part: a product with a block should stay in the processor's cache. */
const PART_ROWS = LARGEST_PART;
/** One exact similarity costs about as much as this many products of whole rows. */
const PRODUCTS_PER_SIMILARITY = 20;
/** Stored rows that the directions are learned from. */
const SAMPLE_ROWS = 1024;
/** Comparisons after which it is judged whether the filter helps. */
const TRIAL = 2 ** 20;

/**
 * Upper bounds of similarities to all stored rows from products of short rows (see `Projection`): most stored rows
 * are ruled out by them, and only what remains is compared exactly. A row that rules out too little is compared by
 * products of whole rows instead.
 */
export class BoundFilter {
  private readonly survivors = new Uint32Array(PART_ROWS);
  private readonly shortRows: ShortRows;
  private tried = 0;
  private failed = 0;

  private constructor(
    private readonly projection: Projection,
    private readonly store: RowStore,
    private readonly kernel: SimilarityKernel,
    private readonly comparability: Comparability | undefined,
  ) {
    this.shortRows = new ShortRows(projection.width, PART_ROWS);
  }

  static async over(
    store: RowStore,
    directions: number,
    kernel: SimilarityKernel,
    pacer: Pacer,
    comparability?: Comparability,
  ): Promise<BoundFilter> {
    const projection = await Projection.learn(store.sample(SAMPLE_ROWS), store.dimensions, directions, kernel, pacer);
    const filter = new BoundFilter(projection, store, kernel, comparability);
    for (const part of store.allParts) {
      const short = await projection.shorten({ values: part.units, count: part.count });
      for (let row = 0; row < part.count; row++) filter.append(short, row);
      await pacer.yieldIfDue();
    }
    return filter;
  }

  /** True once most comparisons had to be made with whole rows after all. */
  get isUseless(): boolean {
    return this.tried > TRIAL && this.failed > this.tried / 2;
  }

  /** A graph over the short rows so far. */
  async proposalGraph(pacer: Pacer): Promise<ProposalGraph> {
    const graph = new ProposalGraph(this.projection.width);
    for (const { values, count } of this.shortRows.parts) {
      for (let row = 0; row < count; row++) {
        graph.add(values, row);
        if (pacer.due) await pacer.yieldIfDue();
      }
    }
    return graph;
  }

  shorten(rows: Rows): Promise<Float32Array> {
    return this.projection.shorten(rows);
  }

  /** Adds the row just stored. */
  append(short: Float32Array, row: number): void {
    this.shortRows.append(short, row);
  }

  /** Adds to the candidates of every row of the block, in order, the stored rows that it is comparable to and that are not ruled out. */
  async scan(sink: CandidateSink, block: RowBlock, short: Float32Array, pacer: Pacer): Promise<void> {
    const rows = { values: short, count: block.count };
    let start = 0;
    for (const part of this.shortRows.parts) {
      const bounds = await this.kernel.products(rows, part, this.projection.width);
      const end = start + part.count;
      this.comparability?.overwrite(bounds, block.rowIndexes, this.store.rowIndexesOf(start, end), RULED_OUT);
      await pacer.yieldIfDue();
      const undecided = await this.scanSurvivors(sink, block, { bounds, start, end }, pacer);
      if (undecided.length > 0) await this.store.scan(sink, block, undecided, [start, end], pacer);
      start = end;
    }
  }

  /** @returns the rows with too many survivors */
  private async scanSurvivors(
    sink: CandidateSink,
    block: RowBlock,
    { bounds, start, end }: { bounds: Float32Array; start: number; end: number },
    pacer: Pacer,
  ): Promise<Uint32Array> {
    const undecided: number[] = [];
    const count = end - start;
    for (const position of block.comparable) {
      const ofRow = bounds.subarray(position * count, (position + 1) * count);
      const found = this.findSurvivors(sink, position, ofRow, start);
      if (found === undefined) undecided.push(position);
      else for (let i = 0; i < found; i++) this.add(sink, position, start + (this.survivors[i] as number));
      this.tried += count;
      if (pacer.due) await pacer.yieldIfDue();
    }
    this.failed += undecided.length * count;
    return Uint32Array.from(undecided);
  }

  /** @returns how many there are in `survivors`, undefined when too many */
  private findSurvivors(
    sink: CandidateSink,
    position: number,
    bounds: Float32Array,
    start: number,
  ): number | undefined {
    const { margin } = this.projection;
    const { length } = bounds;
    if (nextAbove(bounds, 0, length, sink.pruningBound(position, margin)) === length) return 0;
    const candidate = start + indexOfLargest(bounds);
    sink.raiseBound?.(position, this.store.partOf(candidate), this.store.offsetInPart(candidate));
    const bound = sink.pruningBound(position, margin);
    const limit = Math.max(8, length / PRODUCTS_PER_SIMILARITY);
    let found = 0;
    for (let j = nextAbove(bounds, 0, length, bound); j < length; j = nextAbove(bounds, j + 1, length, bound)) {
      if (this.ignores(sink, position, start + j)) continue;
      if (found >= limit) return undefined;
      this.survivors[found++] = j;
    }
    return found;
  }

  private ignores(sink: CandidateSink, position: number, candidate: number): boolean {
    if (sink.ignores === undefined) return false;
    return sink.ignores(position, this.store.partOf(candidate), this.store.offsetInPart(candidate));
  }

  private add(sink: CandidateSink, position: number, candidate: number): void {
    sink.addCandidate(position, this.store.partOf(candidate), this.store.offsetInPart(candidate));
  }
}

function indexOfLargest(values: Float32Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  let index = 0;
  for (let j = 0; j < values.length; j++) {
    const value = values[j] as number;
    if (value > largest) {
      largest = value;
      index = j;
    }
  }
  return index;
}
