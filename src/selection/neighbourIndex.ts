import { throwIfAborted } from '../common/errors';
import type { Comparability } from './comparability';
import { embedRows } from './embeddingStream';
import { Pacer } from './pacer';
import { PlainKernel } from './plainKernel';
import { learnFromPool } from './learnFromPool';
import type { Projection } from './projection';
import type { RowBlock } from './rowBlock';
import { ShortRows } from './shortRows';
import type { SimilarityKernel } from './similarityKernel';
import type { EmbeddingProvider } from './types';
import { LazyOrder } from './lazyOrder';

const BLOCK_ROWS = 1024;
/** Short rows in one part. */
const PART_ROWS = 8192;
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
  /** Which rows are incomparable and have the similarity 0 for it; none unless given. */
  readonly comparability?: Comparability;
}

/**
 * The nearest neighbours of any row of a pool, exactly. Holds only short rows (see `Projection`; 384 or 512 bytes a
 * row), which rule out most of the pool; the embeddings of what remains are fetched again.
 */
export class NeighbourIndex {
  private constructor(
    private readonly rowIndexes: Uint32Array,
    private readonly shortRows: ShortRows,
    private readonly projection: Projection,
    private readonly provider: EmbeddingProvider,
    private readonly kernel: SimilarityKernel,
    private readonly comparability: Comparability | undefined,
  ) {}

  /**
   * Reads the embeddings of all rows once.
   * @param rowIndexes the rows to index, ascending, none twice
   * @throws DeitaError `embeddingsMismatch`, `cancelled`
   */
  static async build(
    rowIndexes: Uint32Array,
    provider: EmbeddingProvider,
    { signal, onProgress, kernel = new PlainKernel(), comparability }: NeighbourIndexOptions = {},
  ): Promise<NeighbourIndex> {
    const pacer = new Pacer(signal);
    const projection = await learnFromPool(rowIndexes, provider, kernel, pacer, signal);
    const shortRows = new ShortRows(projection.width, PART_ROWS);
    for (let start = 0; start < rowIndexes.length; start += BLOCK_ROWS) {
      throwIfAborted(signal);
      const block = await embedRows(rowIndexes.slice(start, start + BLOCK_ROWS), provider, signal);
      const short = await projection.shorten({ values: block.units, count: block.count });
      for (let row = 0; row < block.count; row++) shortRows.append(short, row);
      await pacer.yieldIfDue();
      onProgress?.({ indexed: start + block.count, total: rowIndexes.length });
    }
    return new NeighbourIndex(rowIndexes, shortRows, projection, provider, kernel, comparability);
  }

  /**
   * The `count` rows most similar to a row of the pool, itself left out: by similarity, lower row index first on ties.
   * Incomparable rows come last, with the similarity 0, even where those before them are less similar than that. Rows
   * that cannot be compared (NaN or infinity) are nobody's neighbours; they and zero vectors have none.
   * @throws DeitaError `cancelled`
   */
  async nearest(rowIndex: number, count: number, signal?: AbortSignal): Promise<Neighbour[]> {
    const query = await embedRows(Uint32Array.of(rowIndex), this.provider, signal);
    if (!(query.isFinite(0) && (query.squaredNorms[0] as number) > 0)) return [];
    const found = await this.nearestComparable(query, rowIndex, count, signal);
    await this.addIncomparable(found, rowIndex, count, signal);
    return found;
  }

  private async nearestComparable(
    query: RowBlock,
    rowIndex: number,
    count: number,
    signal: AbortSignal | undefined,
  ): Promise<Neighbour[]> {
    const pacer = new Pacer(signal);
    const bounds = await this.boundsOf(query, rowIndex, pacer);
    const order = await LazyOrder.of(bounds, pacer);
    const found: Neighbour[] = [];
    for (;;) {
      const candidates = order.take(FETCH_ROWS);
      const bound = (found[count - 1]?.cosineSimilarity ?? Number.NEGATIVE_INFINITY) - this.projection.margin;
      const likeliest = bounds[candidates[0] ?? -1];
      if (likeliest === undefined || likeliest < bound) return found;
      await this.compare(candidates, query, found, signal);
      found.splice(count);
      await pacer.yieldIfDue();
    }
  }

  /** Fills the neighbours found up to `count` with rows that are incomparable to the query, by row index. */
  private async addIncomparable(
    found: Neighbour[],
    query: number,
    count: number,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { comparability } = this;
    if (comparability === undefined || found.length >= count) return;
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

  /** Upper bounds of the similarity to every indexed row; NaN for the query itself and what is incomparable to it. */
  private async boundsOf(query: RowBlock, rowIndex: number, pacer: Pacer): Promise<Float64Array> {
    const short = await this.projection.shorten({ values: query.units, count: 1 });
    const bounds = new Float64Array(this.rowIndexes.length);
    let start = 0;
    for (const part of this.shortRows.parts) {
      const ofPart = await this.kernel.products({ values: short, count: 1 }, part, this.projection.width);
      const others = this.rowIndexes.subarray(start, start + part.count);
      this.comparability?.overwrite(ofPart, Uint32Array.of(rowIndex), others, Number.NaN);
      bounds.set(ofPart, start);
      start += part.count;
      await pacer.yieldIfDue();
    }
    const own = this.rowIndexes.indexOf(rowIndex);
    if (own >= 0) bounds[own] = Number.NaN;
    return bounds;
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
