import { grownArray } from '../common/grownArray';
import { offerCandidatePairs, type PairSink } from './candidatePairs';
import type { Comparability } from './comparability';
import { DisjointSets } from './disjointSets';
import { EmbeddedRows } from './embeddedRows';
import { OutlinedPool } from './outlinedPool';
import type { RowBlock } from './rowBlock';
import type { SimilarityKernel } from './similarityKernel';
import { OUTLINE_ERROR } from './outlines';
import type { EmbeddingProvider, OutlineProvider } from './types';

/** Pairs that wait for embeddings, about; each takes 8 bytes. Pairs of rows that are united by then need not wait. */
const MOST_WAITING = 2 ** 18;

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
  const { embedded } = pairs;
  const invalidEmbeddings = new Set([...pool.invalidRows, ...embedded.invalidRows]);
  return { embedded: embedded.blocks, invalidEmbeddings: [...invalidEmbeddings].sort((a, b) => a - b) };
}

/** Pairs that may be near-duplicates, until the embeddings of their rows say whether they are. */
class WaitingPairs implements PairSink {
  readonly embedded: EmbeddedRows;
  private waiting = new Uint32Array(2 ** 10);
  private count = 0;

  constructor(
    provider: EmbeddingProvider,
    private readonly threshold: number,
    private readonly sets: DisjointSets,
    { signal, onProgress }: OutlinedOptions,
  ) {
    this.embedded = new EmbeddedRows(provider, {
      signal,
      onEmbedded: (rows, total) => onProgress?.('embed', rows, total),
    });
  }

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
    await this.embedded.add(pairedRows(pairs));
    for (let at = 0; at < pairs.length; at += 2) {
      const [row, other] = [pairs[at] as number, pairs[at + 1] as number];
      if (this.ignores(row, other)) continue;
      if (this.embedded.similarity(row, other) > this.threshold) this.sets.union(row, other);
    }
    this.count = 0;
  }
}

/** The rows of pairs, each once; those that pairs link, one after the other. */
function pairedRows(pairs: Uint32Array): Uint32Array {
  const rows = Uint32Array.from(new Set(pairs)).sort();
  const places = new Map(Array.from(rows, (row, place) => [row, place]));
  const linked = new DisjointSets(rows.length);
  for (let at = 0; at < pairs.length; at += 2) {
    linked.union(places.get(pairs[at] as number) as number, places.get(pairs[at + 1] as number) as number);
  }
  const order = Uint32Array.from(rows, (_, place) => place).sort((a, b) => linked.find(a) - linked.find(b) || a - b);
  return order.map((place) => rows[place] as number);
}
