import { embedRows } from './embeddingStream';
import type { RowBlock } from './rowBlock';
import type { EmbeddingProvider } from './types';

/** Rows embedded together. */
const BATCH_ROWS = 256;

export interface EmbeddedRowsOptions {
  readonly signal: AbortSignal | undefined;
  readonly onEmbedded?: (rows: number, total: number) => void;
}

/** Embeddings of single rows of a pool, each made once. */
export class EmbeddedRows {
  readonly blocks: RowBlock[] = [];
  private readonly places = new Map<number, { readonly block: RowBlock; readonly position: number }>();

  constructor(
    private readonly provider: EmbeddingProvider,
    private readonly options: EmbeddedRowsOptions,
  ) {}

  /**
   * Embeds those of the rows that are not embedded yet.
   * @param rows those that are likely to share texts one after the other: they are embedded together
   * @throws DeitaError `embeddingsMismatch`, `cancelled`
   */
  async add(rows: Iterable<number>): Promise<void> {
    const missing = Uint32Array.from(new Set(rows)).filter((row) => !this.places.has(row));
    for (let start = 0; start < missing.length; start += BATCH_ROWS) {
      const batch = missing.slice(start, start + BATCH_ROWS).sort(); // As they stand in the file.
      const block = await embedRows(batch, this.provider, this.options.signal);
      this.blocks.push(block);
      batch.forEach((row, position) => this.places.set(row, { block, position }));
      this.options.onEmbedded?.(start + batch.length, missing.length);
    }
  }

  has(row: number): boolean {
    return this.places.has(row);
  }

  /** The exactly defined similarity of two rows added before; 0 where one cannot be compared: it is similar to nothing. */
  similarity(row: number, other: number): number {
    const [own, second] = [this.places.get(row), this.places.get(other)];
    if (own === undefined || second === undefined) throw new RangeError(`Row ${row} or ${other} is not embedded.`);
    if (!own.block.isFinite(own.position) || !second.block.isFinite(second.position)) return 0;
    return own.block.similarity(own.position, second.block, second.position);
  }

  /** Rows whose embedding holds NaN or infinity. */
  get invalidRows(): number[] {
    return this.blocks.flatMap((block) => [...block.rowIndexes].filter((_, position) => !block.isFinite(position)));
  }
}
