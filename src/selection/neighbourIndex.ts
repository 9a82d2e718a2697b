import type { Comparability } from './comparability';
import { embedRows } from './embeddingStream';
import { LazyOrder } from './lazyOrder';
import { OutlineBounds } from './outlineBounds';
import { Pacer } from './pacer';
import { PlainKernel } from './plainKernel';
import type { RowBlock } from './rowBlock';
import type { RowBounds } from './rowBounds';
import { ShortBounds } from './shortBounds';
import type { SimilarityKernel } from './similarityKernel';
import type { EmbeddingProvider } from './types';

/** Candidates whose embeddings are fetched and compared together. */
const FETCH_ROWS = 256;

export interface Neighbour {
  readonly rowIndex: number;
  readonly cosineSimilarity: number;
}

export interface NeighbourIndexOptions {
  readonly signal?: AbortSignal;
  /** Called after every block; the number never falls. */
  readonly onProgress?: (progress: { readonly indexed: number; readonly total: number }) => void;
  /** Bulk inner products; decides the speed, never the result. Plain JavaScript unless given. */
  readonly kernel?: SimilarityKernel;
}

export interface NearestOptions {
  /** Which rows are incomparable and have the similarity 0 for it; none unless given. */
  readonly comparability?: Comparability | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called as rows are compared, with how many of them there will be at most as far as is known; that number falls. */
  readonly onCompared?: ((rows: number, atMost: number) => void) | undefined;
}

/**
 * The nearest neighbours of any row of a pool, exactly. Holds only what bounds similarities from above, which rules out
 * most of the pool; the embeddings of what remains are fetched. Where the provider has outlines, no others are made.
 */
export class NeighbourIndex {
  private constructor(
    private readonly rowIndexes: Uint32Array,
    private readonly bounds: RowBounds,
    private readonly provider: EmbeddingProvider,
  ) {}

  /**
   * Reads the outlines of all rows once, or the embeddings where there are none.
   * @param rowIndexes the rows to index, ascending, none twice
   * @throws DeitaError `embeddingsMismatch`, `cancelled`
   */
  static async build(
    rowIndexes: Uint32Array,
    provider: EmbeddingProvider,
    { signal, onProgress, kernel = new PlainKernel() }: NeighbourIndexOptions = {},
  ): Promise<NeighbourIndex> {
    const options = {
      pacer: new Pacer(signal),
      signal,
      onIndexed: (indexed: number) => onProgress?.({ indexed, total: rowIndexes.length }),
    };
    const { outlines } = provider;
    const bounds =
      outlines === undefined
        ? await ShortBounds.read(rowIndexes, provider, kernel, options)
        : await OutlineBounds.read(rowIndexes, outlines, options);
    return new NeighbourIndex(rowIndexes, bounds, provider);
  }

  /**
   * The `count` rows most similar to a row of the pool, itself left out: by similarity, lower row index first on ties.
   * Incomparable rows come last, with the similarity 0, even where those before them are less similar than that. Rows
   * that cannot be compared (NaN or infinity) are nobody's neighbours; they and zero vectors have none.
   * @throws DeitaError `cancelled`
   */
  async nearest(rowIndex: number, count: number, options: NearestOptions = {}): Promise<Neighbour[]> {
    const { comparability } = options;
    const query = await embedRows(Uint32Array.of(rowIndex), this.provider, options.signal);
    if (!(query.isFinite(0) && (query.squaredNorms[0] as number) > 0)) return [];
    const found = await this.nearestComparable(query, rowIndex, count, options);
    if (comparability !== undefined) await this.addIncomparable(found, { rowIndex, count, comparability }, options);
    return found;
  }

  private async nearestComparable(
    query: RowBlock,
    rowIndex: number,
    count: number,
    { signal, onCompared, comparability }: NearestOptions,
  ): Promise<Neighbour[]> {
    const pacer = new Pacer(signal);
    const bounds = await this.bounds.to(query, pacer, signal);
    this.ruleOut(bounds, rowIndex, comparability);
    const order = await LazyOrder.of(bounds, pacer);
    const total = order.remaining;
    const found: Neighbour[] = [];
    for (;;) {
      const compared = total - order.remaining;
      const candidates = order.take(FETCH_ROWS);
      const bound = (found[count - 1]?.cosineSimilarity ?? Number.NEGATIVE_INFINITY) - this.bounds.margin;
      const likeliest = bounds[candidates[0] ?? -1];
      if (likeliest === undefined || likeliest < bound) return found;
      if (compared > 0) onCompared?.(compared, numberFrom(bound, bounds));
      await this.compare(candidates, query, found, signal);
      found.splice(count);
      await pacer.yieldIfDue();
    }
  }

  /** Fills the neighbours found up to `count` with rows that are incomparable to the query, by row index. */
  private async addIncomparable(
    found: Neighbour[],
    asked: { readonly rowIndex: number; readonly count: number; readonly comparability: Comparability },
    { signal }: NearestOptions,
  ): Promise<void> {
    const { rowIndex: query, count, comparability } = asked;
    const pacer = new Pacer(signal);
    for (let start = 0; start < this.rowIndexes.length && found.length < count; start += FETCH_ROWS) {
      const rows = this.rowIndexes.subarray(start, start + FETCH_ROWS);
      const others = rows.filter((row) => !comparability.areComparable(row, query));
      if (others.length > 0) {
        const { comparable, rowIndexes } = await embedRows(others, this.provider, signal);
        const missing = comparable.subarray(0, count - found.length);
        for (const position of missing) found.push({ rowIndex: rowIndexes[position] as number, cosineSimilarity: 0 });
      }
      await pacer.yieldIfDue();
    }
  }

  /** Puts NaN in place of the bounds of the query itself and of what is incomparable to it. */
  private ruleOut(bounds: Float64Array, query: number, comparability: Comparability | undefined): void {
    const { rowIndexes } = this;
    for (let position = 0; position < bounds.length; position++) {
      const row = rowIndexes[position] as number;
      if (row === query || comparability?.areComparable(row, query) === false) bounds[position] = Number.NaN;
    }
  }

  /** Adds candidates (positions in the index) to the neighbours found and sorts these. */
  private async compare(
    candidates: Uint32Array,
    query: RowBlock,
    found: Neighbour[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const rows = candidates.map((candidate) => this.rowIndexes[candidate] as number);
    const block = await embedRows(rows, this.provider, signal);
    for (const position of block.comparable) {
      const cosineSimilarity = block.similarity(position, query, 0);
      found.push({ rowIndex: rows[position] as number, cosineSimilarity });
    }
    found.sort((a, b) => b.cosineSimilarity - a.cosineSimilarity || a.rowIndex - b.rowIndex);
  }
}

/** How many values are as large as the least one. */
function numberFrom(least: number, values: Float64Array): number {
  let count = 0;
  for (const value of values) if (value >= least) count++;
  return count;
}
