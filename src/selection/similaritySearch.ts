import type { CandidateSink } from './candidateSink';
import type { Comparability } from './comparability';
import type { Pacer } from './pacer';
import type { ProposalGraph } from './proposalGraph';
import type { RowBlock } from './rowBlock';
import { nextAbove } from './nextAbove';
import { RowStore, RULED_OUT } from './rowStore';
import { directionsFor } from './projection';
import { BoundFilter } from './boundFilter';
import { productErrorBound, type SimilarityKernel } from './similarityKernel';

/** What decides the speed of a search, never its result. */
export interface SearchTuning {
  /** Rows from which on there is a `BoundFilter`. */
  readonly filterFrom: number;
  /** Directions that the filter projects on. */
  readonly filterDirections: number;
  /** Rows from which on an HNSW graph over them proposes which are nearest, before the filter rules out the rest. */
  readonly graphFrom: number;
}

/** Rows that the graph proposes for one row. */
const PROPOSALS = 4;
/**
 * HNSW's place in a selection: over fewer selected rows than this the graph costs more than the comparisons it spares.
 * The nearest row is part of the result, so a good proposal only raises the pruning bound; every short row is still
 * looked at. Measured crossing, CPU milliseconds for one more row at 384 dimensions, by products alone and with the graph: 0.10 and 0.35 at 6,000 rows, 0.22 and 0.59 at 20,000, 0.60 and 1.1
 * at 65,000, 0.95 and 1.6 at 100,000, 2.3-3.4 and 2.2-2.5 at 262,144 (5 % near-duplicates; with 60 % the graph costs
 * 1.3 to 1.8 times as much up to 100,000). `npm run bench -- crossing --full` measures both.
 */
const GRAPH_FROM = 2 ** 18;

/** The filter is learned again whenever the rows have grown by this factor. */
const FILTER_GROWTH = 4;

/** Fewer dimensions gain nothing from a filter. */
export function tuningFor(dimensions: number): SearchTuning {
  const filterDirections = directionsFor(dimensions);
  return {
    filterDirections,
    graphFrom: GRAPH_FROM,
    filterFrom:
      dimensions < 3 * filterDirections ? Number.POSITIVE_INFINITY : Math.max(2048, Math.ceil(3e6 / dimensions)),
  };
}

/**
 * The rows added so far, as candidates of the rows of a block that they might be similar to: never of one that they are
 * incomparable to. Few rows are compared by products of whole rows, more of them by a `BoundFilter` where that helps.
 * Over many (`GRAPH_FROM`) an HNSW graph proposes the nearest first: a good proposal leaves the filter little to
 * compare, a bad one costs time, never the result.
 */
export class SimilaritySearch {
  readonly store: RowStore;
  private readonly errorBound: number;
  private filter: BoundFilter | undefined;
  private nextFilter: number;
  /** Shares the filter's directions and goes with it. */
  private graph: ProposalGraph | undefined;

  constructor(
    dimensions: number,
    private readonly kernel: SimilarityKernel,
    private readonly pacer: Pacer,
    private readonly tuning: SearchTuning = tuningFor(dimensions),
    private readonly comparability?: Comparability,
  ) {
    this.store = new RowStore(dimensions, kernel, comparability);
    this.errorBound = productErrorBound(dimensions);
    this.nextFilter = tuning.filterFrom;
  }

  /**
   * Adds the rows stored before to the candidates of the rows of a block; then decides row by row which of the block are
   * stored, those of the block stored earlier being candidates as well.
   * @param decide whether the row at this position is stored; everything it might be similar to is among its candidates
   */
  async walk(block: RowBlock, sink: CandidateSink, decide: (position: number) => boolean): Promise<void> {
    const short = await this.scanStored(block, sink);
    const products = await this.productsWithin(block);
    const added = new Uint8Array(block.count);
    for (let position = 0; position < block.count; position++) {
      if (block.isFinite(position)) this.scanEarlier(block, sink, added, { products, position });
      if (decide(position)) {
        added[position] = 1;
        this.add(block, position, short);
      }
      if (this.pacer.due) await this.pacer.yieldIfDue();
    }
  }

  /**
   * As `walk`, for decisions that are made together: all earlier rows of the block are candidates, also those that will
   * not be stored.
   * @param prepare called when all candidates are known, for what takes time
   */
  async walkTogether(
    block: RowBlock,
    sink: CandidateSink,
    prepare: () => Promise<void>,
    decide: (position: number) => boolean,
  ): Promise<void> {
    const short = await this.scanStored(block, sink);
    const products = await this.productsWithin(block);
    const all = new Uint8Array(block.count).fill(1);
    for (const position of block.comparable) {
      this.scanEarlier(block, sink, all, { products, position });
      if (this.pacer.due) await this.pacer.yieldIfDue();
    }
    await prepare();
    for (let position = 0; position < block.count; position++) {
      if (decide(position)) this.add(block, position, short);
    }
  }

  /** Adds the rows stored before to the candidates of a block. @returns the block's short rows, where there is a filter */
  private async scanStored(block: RowBlock, sink: CandidateSink): Promise<Float32Array | undefined> {
    await this.updateFilter();
    const { filter, pacer } = this;
    const short = await filter?.shorten({ values: block.units, count: block.count });
    if (short !== undefined) await this.raiseByProposals(sink, block, short);
    if (filter !== undefined && short !== undefined) await filter.scan(sink, block, short, pacer);
    else await this.store.scan(sink, block, block.comparable, [0, this.store.count], pacer);
    return short;
  }

  private async productsWithin(block: RowBlock): Promise<Float32Array> {
    const rows = { values: block.units, count: block.count };
    const products = await this.kernel.products(rows, rows, this.store.dimensions);
    this.comparability?.overwrite(products, block.rowIndexes, block.rowIndexes, RULED_OUT);
    return products;
  }

  private add(block: RowBlock, position: number, short: Float32Array | undefined): void {
    this.store.append(block, position);
    if (short === undefined) return;
    this.filter?.append(short, position);
    this.graph?.add(short, position);
  }

  /** Adds to the candidates of one row of the block those of the block that were stored before it. */
  private scanEarlier(
    block: RowBlock,
    sink: CandidateSink,
    added: Uint8Array,
    { products, position }: { products: Float32Array; position: number },
  ): void {
    const start = position * block.count;
    const end = start + position;
    for (let next = start; ; next++) {
      next = nextAbove(products, next, end, sink.pruningBound(position, this.errorBound));
      if (next >= end) return;
      const candidate = next - start;
      if (added[candidate] === 1) sink.addCandidate(position, block, candidate, products[next], this.errorBound);
    }
  }

  private async raiseByProposals(sink: CandidateSink, block: RowBlock, short: Float32Array): Promise<void> {
    const { graph, store, pacer, comparability } = this;
    if (graph === undefined || sink.raiseBound === undefined) return;
    for (const position of block.comparable) {
      const row = block.rowIndexes[position] as number;
      for (const candidate of graph.propose(short, position, PROPOSALS)) {
        if (comparability?.areComparable(row, store.rowIndexOf(candidate)) === false) continue;
        sink.raiseBound(position, store.partOf(candidate), store.offsetInPart(candidate));
      }
      if (pacer.due) await pacer.yieldIfDue();
    }
  }

  private async updateFilter(): Promise<void> {
    const { store, tuning, kernel, pacer } = this;
    if (this.filter?.isUseless === true) this.filter = this.graph = undefined; // More rows may be closer to each other.
    if (this.graph !== undefined) return;
    if (store.count >= this.nextFilter) {
      this.nextFilter = store.count * FILTER_GROWTH;
      this.filter = await BoundFilter.over(store, tuning.filterDirections, kernel, pacer, this.comparability);
    }
    if (store.count >= tuning.graphFrom) this.graph = await this.filter?.proposalGraph(pacer);
  }
}
