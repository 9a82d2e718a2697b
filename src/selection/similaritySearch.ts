import type { CandidateSink } from './candidateSink';
import type { Comparability } from './comparability';
import type { Pacer } from './pacer';
import type { ProposalGraph } from './proposalGraph';
import type { RowBlock } from './rowBlock';
import { nextAbove } from './nextAbove';
import { RowStore, RULED_OUT } from './rowStore';
import { directionsFor } from './projection';
import { Screen } from './screen';
import { productErrorBound, type SimilarityKernel } from './similarityKernel';

/** What decides the speed of a search, never its result. */
export interface SearchTuning {
  /** Rows from which on there is a screen. */
  readonly screenFrom: number;
  /** Directions that the screen projects on. */
  readonly screenDirections: number;
  /** Rows from which on an HNSW graph over them proposes which are nearest, before the screen rules out the rest. */
  readonly graphFrom: number;
}

/** Rows that the graph proposes for one row. */
const PROPOSALS = 4;
/**
 * Over fewer rows the graph costs more than the comparisons it spares. The nearest row is part of the result, so a good
 * proposal only raises the floor; every short row is looked at all the same. CPU milliseconds for one more row at 384
 * dimensions, by products alone and with the graph: 0.10 and 0.35 at 6,000 rows, 0.22 and 0.59 at 20,000, 0.60 and 1.1
 * at 65,000, 0.95 and 1.6 at 100,000, 2.3-3.4 and 2.2-2.5 at 262,144 (5 % near-duplicates; with 60 % the graph costs
 * 1.3 to 1.8 times as much up to 100,000). `npm run bench -- crossing --full` measures both.
 */
const GRAPH_FROM = 2 ** 18;

/** The screen is learned anew whenever the rows have grown by this factor. */
const SCREEN_GROWTH = 4;

/** Fewer dimensions gain nothing from a screen. */
export function tuningFor(dimensions: number): SearchTuning {
  const screenDirections = directionsFor(dimensions);
  return {
    screenDirections,
    graphFrom: GRAPH_FROM,
    screenFrom:
      dimensions < 3 * screenDirections ? Number.POSITIVE_INFINITY : Math.max(2048, Math.ceil(3e6 / dimensions)),
  };
}

/**
 * The rows added so far, offered to the rows of a block that they might be similar to: never to one that they are
 * incomparable to. Few rows are compared by products of whole rows, more of them by a `Screen` where that helps. Over
 * many, an HNSW graph proposes the nearest first: a good proposal leaves the screen little to compare, a bad one costs
 * time, never the result.
 */
export class SimilaritySearch {
  readonly store: RowStore;
  private readonly errorBound: number;
  private screen: Screen | undefined;
  private nextScreen: number;
  /** Shares the screen's directions and goes with it. */
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
    this.nextScreen = tuning.screenFrom;
  }

  /**
   * Offers the rows added before to the rows of a block; then decides row by row which of the block are added, with
   * those of them added earlier offered as well.
   * @param decide whether the row at this position is added; everything it might be similar to has been offered
   */
  async walk(block: RowBlock, sink: CandidateSink, decide: (position: number) => boolean): Promise<void> {
    await this.updateScreen();
    const { screen, pacer } = this;
    const short = await screen?.shorten({ values: block.units, count: block.count });
    if (short !== undefined) await this.announceProposals(sink, block, short);
    if (screen !== undefined && short !== undefined) await screen.offerTo(sink, block, short, pacer);
    else await this.store.offerTo(sink, block, block.comparable, [0, this.store.count], pacer);
    const rows = { values: block.units, count: block.count };
    const products = await this.kernel.products(rows, rows, this.store.dimensions);
    this.comparability?.overwrite(products, block.rowIndexes, block.rowIndexes, RULED_OUT);
    const added = new Uint8Array(block.count);
    for (let position = 0; position < block.count; position++) {
      if (block.isFinite(position)) this.offerEarlier(block, sink, added, { products, position });
      if (decide(position)) {
        added[position] = 1;
        this.store.append(block, position);
        if (short !== undefined) {
          screen?.append(short, position);
          this.graph?.add(short, position);
        }
      }
      if (pacer.due) await pacer.breathe();
    }
  }

  /** Offers to one row of the block those added of the ones before it. */
  private offerEarlier(
    block: RowBlock,
    sink: CandidateSink,
    added: Uint8Array,
    { products, position }: { products: Float32Array; position: number },
  ): void {
    const start = position * block.count;
    const end = start + position;
    for (let next = start; ; next++) {
      next = nextAbove(products, next, end, sink.floor(position, this.errorBound));
      if (next >= end) return;
      const candidate = next - start;
      if (added[candidate] === 1) sink.offer(position, block, candidate, products[next], this.errorBound);
    }
  }

  private async announceProposals(sink: CandidateSink, block: RowBlock, short: Float32Array): Promise<void> {
    const { graph, store, pacer, comparability } = this;
    if (graph === undefined || sink.announce === undefined) return;
    for (const position of block.comparable) {
      const row = block.rowIndexes[position] as number;
      for (const candidate of graph.propose(short, position, PROPOSALS)) {
        if (comparability?.areComparable(row, store.rowIndexOf(candidate)) === false) continue;
        sink.announce(position, store.partOf(candidate), store.offsetInPart(candidate));
      }
      if (pacer.due) await pacer.breathe();
    }
  }

  private async updateScreen(): Promise<void> {
    const { store, tuning, kernel, pacer } = this;
    if (this.screen?.isUseless === true) this.screen = this.graph = undefined; // More rows may be closer to each other.
    if (this.graph !== undefined) return;
    if (store.count >= this.nextScreen) {
      this.nextScreen = store.count * SCREEN_GROWTH;
      this.screen = await Screen.over(store, tuning.screenDirections, kernel, pacer, this.comparability);
    }
    if (store.count >= tuning.graphFrom) this.graph = await this.screen?.proposalGraph(pacer);
  }
}
