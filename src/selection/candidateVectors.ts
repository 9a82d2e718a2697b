import type { Comparability } from './comparability';
import { embedRows } from './embeddingStream';
import type { OutcomeBuilder } from './outcomeBuilder';
import { RowBlock } from './rowBlock';
import type { SelectOptions } from './select';
import type { Rows } from './similarityKernel';
import type { EmbeddingProvider } from './types';

/** Rows kept together. */
export const BLOCK_ROWS = 1024;
/** Rows embedded together: few enough that progress moves. */
const EMBEDDED_ROWS = 256;

/**
 * Similarities, or gains, that differ by at most this are ties, which the lower row index wins: how sums are rounded
 * decides nothing then.
 */
export const TIE = 1e-9;

/**
 * The embeddings of all candidates of a pool and of the rows that are kept by hand, by *position*: their rows in ascending
 * order. Memory: 4 bytes a row and dimension, twice that where embeddings are not of length 1.
 */
export class CandidateVectors {
  private constructor(
    /** By position, the row index. */
    readonly rows: Uint32Array,
    /** By position, `BLOCK_ROWS` in each but the last. */
    readonly blocks: readonly RowBlock[],
    readonly dimensions: number,
    readonly comparability: Comparability | undefined,
  ) {}

  /**
   * Embeds every candidate and kept row. Those whose embedding holds NaN or infinity are left out, and recorded as such
   * unless they are kept.
   * @param ranking NaN = no candidate
   * @throws DeitaError `embeddingsMismatch`, `cancelled`
   */
  static async of(
    ranking: Float64Array,
    provider: EmbeddingProvider,
    outcome: OutcomeBuilder,
    { signal, comparability, kept, onPreparing }: SelectOptions,
  ): Promise<CandidateVectors> {
    const isKept = new Set(kept);
    const candidates = Uint32Array.from(ranking.keys()).filter((row) => !Number.isNaN(ranking[row]) || isKept.has(row));
    const { dimensions } = provider;
    const packer = new BlockPacker(dimensions);
    for (let start = 0; start < candidates.length; start += EMBEDDED_ROWS) {
      onPreparing?.('embed', start, candidates.length);
      const block = await embedRows(candidates.slice(start, start + EMBEDDED_ROWS), provider, signal);
      for (let position = 0; position < block.count; position++) {
        if (block.isFinite(position)) packer.append(block, position);
        else if (!isKept.has(block.rowIndexes[position] as number)) {
          outcome.recordInvalid(block.rowIndexes[position] as number);
        }
      }
    }
    onPreparing?.('embed', candidates.length, candidates.length);
    const rows = Uint32Array.from(packer.blocks.flatMap((block) => [...block.rowIndexes.subarray(0, block.count)]));
    return new CandidateVectors(rows, packer.blocks, dimensions, comparability);
  }

  get count(): number {
    return this.rows.length;
  }

  private blockOf(position: number): RowBlock {
    return this.blocks[Math.floor(position / BLOCK_ROWS)] as RowBlock;
  }

  /** Cosine similarity in float64; 0 where the rows are incomparable. */
  similarity(position: number, other: number): number {
    const { rows, comparability } = this;
    if (comparability?.areComparable(rows[position] as number, rows[other] as number) === false) return 0;
    return this.blockOf(position).quickSimilarity(position % BLOCK_ROWS, this.blockOf(other), other % BLOCK_ROWS);
  }

  /** Rows scaled to length 1, one after the other; zeros stay zeros. */
  unitsOf(positions: readonly number[]): Rows {
    const { dimensions } = this;
    const values = new Float32Array(positions.length * dimensions);
    positions.forEach((position, at) => {
      const start = (position % BLOCK_ROWS) * dimensions;
      values.set(this.blockOf(position).units.subarray(start, start + dimensions), at * dimensions);
    });
    return { values, count: positions.length };
  }

  /** To a vector that is no candidate's. */
  similarityTo(position: number, other: RowBlock, otherPosition: number): number {
    return this.blockOf(position).quickSimilarity(position % BLOCK_ROWS, other, otherPosition);
  }
}

class BlockPacker {
  readonly blocks: RowBlock[] = [];

  constructor(private readonly dimensions: number) {}

  append(source: RowBlock, position: number): void {
    let last = this.blocks.at(-1);
    if (last === undefined || last.count === BLOCK_ROWS) {
      last = RowBlock.withCapacity(BLOCK_ROWS, this.dimensions);
      this.blocks.push(last);
    }
    last.append(source, position);
  }
}
