import type { CandidateSink } from './candidateSink';
import type { Comparability } from './comparability';
import type { Pacer } from './pacer';
import type { Projection } from './projection';
import { ProposalGraph } from './proposalGraph';
import type { RowBlock } from './rowBlock';
import { RowStore } from './rowStore';
import type { SimilarityKernel } from './similarityKernel';

/** Rows that the graph proposes for one row. */
const PROPOSALS = 16;

/**
 * Like `SimilaritySearch`, but the candidates are only what an HNSW graph proposes: the cost of a row hardly grows with the rows
 * added before it, and a candidate may be missed.
 */
export class GraphSearch {
  readonly store: RowStore;
  private readonly graph: ProposalGraph;

  constructor(
    dimensions: number,
    kernel: SimilarityKernel,
    private readonly projection: Projection,
    private readonly pacer: Pacer,
    private readonly comparability?: Comparability,
  ) {
    this.store = new RowStore(dimensions, kernel);
    this.graph = new ProposalGraph(projection.width);
  }

  /** @see SimilaritySearch.walk */
  async walk(block: RowBlock, sink: CandidateSink, decide: (position: number) => boolean): Promise<void> {
    const short = await this.projection.shorten({ values: block.units, count: block.count });
    for (let position = 0; position < block.count; position++) {
      if (block.isFinite(position)) this.addProposals(sink, block, short, position);
      if (decide(position)) {
        this.store.append(block, position);
        this.graph.add(short, position);
      }
      if (this.pacer.due) await this.pacer.yieldIfDue();
    }
  }

  private addProposals(sink: CandidateSink, block: RowBlock, short: Float32Array, position: number): void {
    const { store, comparability } = this;
    const row = block.rowIndexes[position] as number;
    for (const candidate of this.graph.propose(short, position, PROPOSALS)) {
      if (comparability?.areComparable(row, store.rowIndexOf(candidate)) === false) continue;
      sink.addCandidate(position, store.partOf(candidate), store.offsetInPart(candidate));
    }
  }
}
