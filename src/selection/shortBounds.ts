import { throwIfAborted } from '../common/errors';
import { embedRows } from './embeddingStream';
import { learnFromPool } from './learnFromPool';
import type { Pacer } from './pacer';
import type { Projection } from './projection';
import type { RowBlock } from './rowBlock';
import { INDEX_BLOCK_ROWS, type BoundsOptions, type RowBounds } from './rowBounds';
import { ShortRows } from './shortRows';
import type { SimilarityKernel } from './similarityKernel';
import type { EmbeddingProvider } from './types';

/** Short rows in one part. */
const PART_ROWS = 8192;

/** Bounds from short rows of all embeddings (see `Projection`; 384 or 512 bytes a row). */
export class ShortBounds implements RowBounds {
  readonly margin: number;

  private constructor(
    private readonly shortRows: ShortRows,
    private readonly projection: Projection,
    private readonly kernel: SimilarityKernel,
  ) {
    this.margin = projection.margin;
  }

  /** Embeds all rows once. */
  static async read(
    rowIndexes: Uint32Array,
    provider: EmbeddingProvider,
    kernel: SimilarityKernel,
    { pacer, signal, onIndexed }: BoundsOptions,
  ): Promise<ShortBounds> {
    const projection = await learnFromPool(rowIndexes, provider, kernel, pacer, signal);
    const shortRows = new ShortRows(projection.width, PART_ROWS);
    for (let start = 0; start < rowIndexes.length; start += INDEX_BLOCK_ROWS) {
      throwIfAborted(signal);
      const block = await embedRows(rowIndexes.slice(start, start + INDEX_BLOCK_ROWS), provider, signal);
      const short = await projection.shorten({ values: block.units, count: block.count });
      for (let row = 0; row < block.count; row++) shortRows.append(short, row);
      await pacer.yieldIfDue();
      onIndexed?.(start + block.count);
    }
    return new ShortBounds(shortRows, projection, kernel);
  }

  async to(query: RowBlock, pacer: Pacer): Promise<Float64Array> {
    const { parts } = this.shortRows;
    const { width } = this.projection;
    const short = await this.projection.shorten({ values: query.units, count: 1 });
    const bounds = new Float64Array(parts.reduce((sum, { count }) => sum + count, 0));
    let start = 0;
    for (const part of parts) {
      bounds.set(await this.kernel.products({ values: short, count: 1 }, part, width), start);
      start += part.count;
      await pacer.yieldIfDue();
    }
    return bounds;
  }
}
