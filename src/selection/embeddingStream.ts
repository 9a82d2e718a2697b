import { RowBlock } from './rowBlock';
import type { EmbeddingProvider } from './types';
import type { RowOrder } from './keptRows';
import { fault } from '../messages/say';

/** Near the end of the budget fewer rows than this would leave an embedder's batch half empty. */
const SMALLEST_BLOCK = 32;

/**
 * Embeds the walk block by block and one block ahead: the next is embedded while the present one is filtered,
 * provided the walk is certain to need it.
 */
export class EmbeddingStream {
  private readonly abort = new AbortController();
  private readonly signal: AbortSignal;
  private ahead: Promise<RowBlock> | undefined;

  constructor(
    private readonly walk: RowOrder,
    private readonly provider: EmbeddingProvider,
    private readonly largestBlock: number,
    signal: AbortSignal | undefined,
  ) {
    this.signal = signal === undefined ? this.abort.signal : AbortSignal.any([signal, this.abort.signal]);
  }

  /**
   * The next rows of the walk.
   * @param missing how many rows the budget still lacks
   * @returns undefined at the end of the pool
   */
  async next(missing: number): Promise<RowBlock | undefined> {
    const block = await (this.ahead ?? this.start(Math.max(missing, SMALLEST_BLOCK)));
    this.ahead = block === undefined ? undefined : this.start(missing - block.count);
    return block;
  }

  /** Gives up what is being embedded ahead. */
  close(): void {
    this.abort.abort();
  }

  private start(count: number): Promise<RowBlock> | undefined {
    const size = Math.min(count, this.largestBlock, this.walk.remaining);
    if (size <= 0) return undefined;
    const block = embedRows(this.walk.take(size), this.provider, this.signal);
    // A failure is reported when the block is taken; until then it must not count as unhandled.
    block.catch(() => undefined);
    return block;
  }
}

/** @throws DeitaError `embeddingsMismatch` when the provider returns another number of values than it was asked for */
export async function embedRows(
  rowIndexes: Uint32Array,
  provider: EmbeddingProvider,
  signal: AbortSignal | undefined,
): Promise<RowBlock> {
  const { dimensions } = provider;
  const values = await provider.embed(rowIndexes, signal);
  if (values.length !== rowIndexes.length * dimensions) {
    throw fault('otherEmbeddingCount', {
      count: String(rowIndexes.length),
      dimensions: String(dimensions),
      numbers: String(values.length),
    });
  }
  return RowBlock.of(rowIndexes, values, dimensions);
}
