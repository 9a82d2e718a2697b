import { throwIfAborted } from '../common/errors';
import type { Comparability } from './comparability';
import { EmbeddingStream } from './embeddingStream';
import { FirstIncomparable } from './firstIncomparable';
import { NearestMatches } from './nearestMatches';
import { Pacer } from './pacer';
import { checkParameters } from './parameters';
import { PlainKernel } from './plainKernel';
import type { RowBlock } from './rowBlock';
import { OutcomeBuilder } from './outcomeBuilder';
import type { SimilarityKernel } from './similarityKernel';
import { SimilaritySearch, type SearchTuning } from './similaritySearch';
import type { EmbeddingProvider, SelectionOutcome, SelectionParameters, SelectionProgress } from './types';
import { LazyOrder } from './lazyOrder';

/** Rows embedded and filtered together. */
const BLOCK_ROWS = 256;

export interface SelectOptions {
  readonly signal?: AbortSignal;
  /** Called after every block of the walk and once at the end; the numbers never fall. */
  readonly onProgress?: (progress: SelectionProgress) => void;
  /** Bulk inner products; decides the speed, never the result. Plain JavaScript unless given. */
  readonly kernel?: SimilarityKernel;
  /** Which rows are incomparable and have the similarity 0 for it; none unless given. */
  readonly comparability?: Comparability;
  /** Rows of the walk that are embedded and filtered together. */
  readonly blockRows?: number;
  /** For tests and measurements; chosen from the dimensions unless given. */
  readonly tuning?: SearchTuning;
}

/**
 * Score-first, diversity-aware selection (Algorithm 1 of arXiv 2312.15685): walks the pool by evol score, highest
 * first (lower row index on ties), and takes a row unless its cosine similarity to a row taken before is greater than
 * the threshold, until the budget is full. The similarity of incomparable rows is 0.
 *
 * The outcome is that of the exact algorithm in float64 (see `cosineSimilarity`), on every input: similarities from
 * the kernel only tell which pairs must be computed exactly.
 *
 * @param evolScores one a row of the pool; NaN = unscored, takes no part
 * @throws DeitaError `usage` for parameters out of range, `embeddingsMismatch` when the provider returns another
 * number of values than it was asked for, `cancelled` when the signal fires
 */
export async function select(
  evolScores: Float64Array,
  parameters: SelectionParameters,
  provider: EmbeddingProvider,
  options: SelectOptions = {},
): Promise<SelectionOutcome> {
  checkParameters(parameters);
  throwIfAborted(options.signal);
  const order = await LazyOrder.of(evolScores, new Pacer(options.signal));
  const stream = new EmbeddingStream(order, provider, options.blockRows ?? BLOCK_ROWS, options.signal);
  try {
    return await new Walk(evolScores, parameters, provider.dimensions, options).run(stream);
  } finally {
    stream.close();
  }
}

class Walk {
  private readonly outcome: OutcomeBuilder;
  private readonly search: SimilaritySearch;
  private readonly firstIncomparable: FirstIncomparable;
  private readonly budget: number;

  constructor(
    evolScores: Float64Array,
    private readonly parameters: SelectionParameters,
    dimensions: number,
    private readonly options: SelectOptions,
  ) {
    const { kernel = new PlainKernel(), signal, tuning, comparability } = options;
    this.outcome = new OutcomeBuilder(evolScores);
    this.search = new SimilaritySearch(dimensions, kernel, new Pacer(signal), tuning, comparability);
    this.firstIncomparable = new FirstIncomparable(comparability);
    this.budget = parameters.budget === -1 ? Number.POSITIVE_INFINITY : parameters.budget;
  }

  async run(stream: EmbeddingStream): Promise<SelectionOutcome> {
    while (this.missing > 0) {
      const block = await stream.next(this.missing);
      throwIfAborted(this.options.signal);
      if (block === undefined) break;
      const matches = new NearestMatches(block);
      await this.search.walk(block, matches, (position) => this.missing > 0 && this.decide(block, position, matches));
      this.options.onProgress?.(this.outcome.progress);
    }
    return this.outcome.build(this.parameters);
  }

  private get missing(): number {
    return this.budget - this.outcome.selected;
  }

  /** Decides about one row, whose candidates are the rows selected before it. @returns whether it is selected */
  private decide(block: RowBlock, position: number, matches: NearestMatches): boolean {
    const row = block.rowIndexes[position] as number;
    if (!block.isFinite(position)) {
      this.outcome.recordInvalid(row);
      return false;
    }
    matches.resolve(position);
    const { nearest, similarity } = this.nearestOf(row, matches, position);
    this.outcome.recordNearest(row, nearest, similarity);
    if (similarity > this.parameters.threshold) {
      this.outcome.recordNearDuplicate(row);
      return false;
    }
    this.outcome.recordSelected(row);
    this.firstIncomparable.add(row);
    return true;
  }

  /** The match among the comparable rows, unless an incomparable one is nearer with its 0. */
  private nearestOf(row: number, matches: NearestMatches, position: number): { nearest: number; similarity: number } {
    const nearest = matches.rowIndexes[position] as number;
    const similarity = matches.similarities[position] as number;
    const incomparable = this.firstIncomparable.to(row);
    if (incomparable === undefined || similarity > 0) return { nearest, similarity };
    if (similarity === 0 && this.outcome.rankOf(nearest) <= incomparable.rank) return { nearest, similarity };
    return { nearest: incomparable.row, similarity: 0 };
  }
}
