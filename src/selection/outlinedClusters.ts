import { grownArray } from '../common/grownArray';
import { offerCandidatePairs, type PairSink } from './candidatePairs';
import type { Comparability } from './comparability';
import type { DisjointSets } from './disjointSets';
import { embedRows } from './embeddingStream';
import { OutlinedPool } from './outlinedPool';
import type { RowBlock } from './rowBlock';
import type { SimilarityKernel } from './similarityKernel';
import { OUTLINE_ERROR, type EmbeddingProvider, type OutlineProvider } from './types';

/** Rows embedded together. */
const EMBEDDED_ROWS = 256;
/** Pairs that wait for embeddings at most; each takes 8 bytes. */
const MOST_WAITING = 2 ** 22;

/** What is being done with rows, and with how many of them it is done. */
export type ClusterStage = 'read' | 'compare' | 'embed';

export interface OutlinedOptions {
  readonly kernel: SimilarityKernel;
  readonly comparability: Comparability | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((stage: ClusterStage, done: number, total: number) => void) | undefined;
}

export interface OutlinedUnion {
  /** The embeddings of all rows that are united with another one, and of some more. */
  readonly embedded: readonly RowBlock[];
  readonly invalidEmbeddings: readonly number[];
}

/**
 * Unites the rows of pairs above the threshold, as `clusterNearDuplicates` does over embeddings, but embeds only rows
 * that a pair of outlines leaves it possible for.
 * @param threshold above 0
 * @throws DeitaError `embeddingsMismatch`, `cancelled`
 */
export async function uniteByOutlines(
  rowIndexes: Uint32Array,
  { provider, outlines }: { readonly provider: EmbeddingProvider; readonly outlines: OutlineProvider },
  threshold: number,
  sets: DisjointSets,
  options: OutlinedOptions,
): Promise<OutlinedUnion> {
  const { kernel, comparability, signal, onProgress } = options;
  const total = rowIndexes.length;
  const pool = await OutlinedPool.read(rowIndexes, outlines, {
    signal,
    onRead: (rows) => onProgress?.('read', rows, total),
  });
  const pairs = new WaitingPairs(provider, threshold, sets, options);
  await offerCandidatePairs(pool, threshold - OUTLINE_ERROR, pairs, {
    kernel,
    comparability,
    signal,
    onCompared: (rows) => onProgress?.('compare', rows, total),
  });
  await pairs.unite();
  const invalidEmbeddings = new Set([...pool.invalidRows, ...pairs.invalidRows]);
  return { embedded: pairs.blocks, invalidEmbeddings: [...invalidEmbeddings].sort((a, b) => a - b) };
}

interface Embedded {
  readonly block: RowBlock;
  readonly position: number;
}

/** Pairs that may be near-duplicates, until the embeddings of their rows say whether they are. */
class WaitingPairs implements PairSink {
  readonly blocks: RowBlock[] = [];
  readonly invalidRows: number[] = [];
  private readonly embedded = new Map<number, Embedded>();
  private waiting = new Uint32Array(2 ** 10);
  private count = 0;

  constructor(
    private readonly provider: EmbeddingProvider,
    private readonly threshold: number,
    private readonly sets: DisjointSets,
    private readonly options: OutlinedOptions,
  ) {}

  ignores(row: number, other: number): boolean {
    return this.sets.find(row) === this.sets.find(other);
  }

  offer(row: number, other: number): void {
    if (2 * this.count + 2 > this.waiting.length) this.waiting = grownArray(this.waiting, 2 * this.count + 2);
    this.waiting[2 * this.count] = row;
    this.waiting[2 * this.count++ + 1] = other;
  }

  async settle(): Promise<void> {
    if (this.count > MOST_WAITING) await this.unite();
  }

  /** Compares the pairs exactly and unites the rows of those above the threshold. */
  async unite(): Promise<void> {
    const pairs = this.waiting.subarray(0, 2 * this.count);
    await this.embed(pairs);
    for (let at = 0; at < pairs.length; at += 2) this.unitePair(pairs[at] as number, pairs[at + 1] as number);
    this.count = 0;
  }

  private unitePair(row: number, other: number): void {
    if (this.ignores(row, other)) return;
    const [own, second] = [this.embedded.get(row) as Embedded, this.embedded.get(other) as Embedded];
    if (!own.block.isFinite(own.position) || !second.block.isFinite(second.position)) return;
    if (own.block.similarity(own.position, second.block, second.position) > this.threshold) this.sets.union(row, other);
  }

  private async embed(pairs: Uint32Array): Promise<void> {
    const missing = Uint32Array.from(new Set(pairs.filter((row) => !this.embedded.has(row)))).sort();
    for (let start = 0; start < missing.length; start += EMBEDDED_ROWS) {
      const rows = missing.slice(start, start + EMBEDDED_ROWS);
      const block = await embedRows(rows, this.provider, this.options.signal);
      this.blocks.push(block);
      rows.forEach((row, position) => {
        this.embedded.set(row, { block, position });
        if (!block.isFinite(position)) this.invalidRows.push(row);
      });
      this.options.onProgress?.('embed', start + rows.length, missing.length);
    }
  }
}
