import { throwIfAborted } from '../common/errors';
import type { CandidateSink } from './candidateSink';
import type { Comparability } from './comparability';
import { DisjointSets } from './disjointSets';
import { GraphSearch } from './graphSearch';
import { learnFromPool } from './learnFromPool';
import { Pacer } from './pacer';
import { checkThreshold } from './parameters';
import { PlainKernel } from './plainKernel';
import type { RowBlock } from './rowBlock';
import { embedRows } from './embeddingStream';
import { uniteByOutlines, type ClusterStage, type OutlinedUnion } from './outlinedClusters';
import { SimilaritySearch, type SearchTuning } from './similaritySearch';
import type { SimilarityKernel } from './similarityKernel';
import { outlinesFor } from './outlines';
import type { EmbeddingProvider } from './types';

const BLOCK_ROWS = 256;
/** Rows from which on comparing all pairs takes several times as long as a graph of them. */
const GRAPH_FROM = 400_000;

export interface ClusterOptions {
  readonly signal?: AbortSignal;
  /** Called after every block; within a stage the number never falls. */
  readonly onProgress?: (progress: ClusterProgress) => void;
  /** Bulk inner products; decides the speed, never the result. Plain JavaScript unless given. */
  readonly kernel?: SimilarityKernel;
  /** Which rows are incomparable and have the similarity 0 for it; none unless given. */
  readonly comparability?: Comparability;
  /** The row of a group that the others are compared with; the lowest unless given. */
  readonly firstOf?: (rows: readonly number[]) => number;
  readonly blockRows?: number;
  /** Rows from which on an HNSW graph proposes the pairs; `Infinity` to compare all pairs at any size. */
  readonly graphFrom?: number;
  /** For tests and measurements; chosen from the dimensions unless given. */
  readonly tuning?: SearchTuning;
}

export interface ClusterProgress {
  /** Over outlines all three, one after the other; `embed` again where very many pairs are possible. */
  readonly stage: ClusterStage;
  readonly done: number;
  readonly total: number;
}

/** Rows that hang together by near-duplicates, at least two. */
export interface Cluster {
  /** Row indexes: the first, then the others by their similarity to it, highest first; of equals the lower one first. */
  readonly rows: readonly number[];
  /** Cosine similarity of each row to the first one; may be below the threshold where others link the two. */
  readonly similarities: readonly number[];
}

export interface Clusters {
  /** By number of rows, largest first, then by lowest row. */
  readonly clusters: readonly Cluster[];
  /** False when pairs were proposed by a graph: each is verified, but one that links two clusters may be missing. */
  readonly isExact: boolean;
  /** Rows left out: an embedding with NaN or infinity. */
  readonly invalidEmbeddings: readonly number[];
}

/**
 * Groups of rows connected by pairs with a cosine similarity greater than the threshold; that of incomparable rows is 0.
 * All pairs count, and the time grows with the square of the rows.
 *
 * Where the provider has outlines, these tell which pairs are possible, and only their rows are embedded. Holds the
 * outlines of all rows (4 bytes a value).
 *
 * Else, below `graphFrom` rows all are compared; from there on an HNSW graph proposes pairs, of which each is verified
 * exactly but some may be missed. Holds the embeddings of all rows (4 bytes a value) and short rows of 96 or 128 values.
 *
 * @param rowIndexes the rows to compare, none twice
 * @throws DeitaError `usage`, `embeddingsMismatch`, `cancelled`
 */
export async function clusterNearDuplicates(
  rowIndexes: Uint32Array,
  provider: EmbeddingProvider,
  threshold: number,
  options: ClusterOptions = {},
): Promise<Clusters> {
  checkThreshold(threshold);
  const { signal, onProgress, kernel = new PlainKernel(), comparability } = options;
  const sets = new DisjointSets(rowIndexes.reduce((largest, row) => Math.max(largest, row + 1), 0));
  const outlines = outlinesFor(provider, threshold);
  const united =
    outlines !== undefined
      ? {
          isExact: true,
          ...(await uniteByOutlines(rowIndexes, { provider, outlines }, threshold, sets, {
            kernel,
            comparability,
            signal,
            onProgress: (stage, done, total) => onProgress?.({ stage, done, total }),
          })),
        }
      : await uniteByEmbeddings(rowIndexes, provider, threshold, sets, options);
  const { embedded, isExact, invalidEmbeddings } = united;
  if (comparability !== undefined && threshold < 0) uniteIncomparable(embedded, sets, comparability);
  const { firstOf = ([lowest]) => lowest as number } = options;
  const clusters = await describeClusters(embedded, sets, { comparability, firstOf }, new Pacer(signal));
  return { clusters, isExact, invalidEmbeddings };
}

async function uniteByEmbeddings(
  rowIndexes: Uint32Array,
  provider: EmbeddingProvider,
  threshold: number,
  sets: DisjointSets,
  { signal, onProgress, kernel = new PlainKernel(), comparability, ...tuned }: ClusterOptions,
): Promise<OutlinedUnion & { readonly isExact: boolean }> {
  const { blockRows = BLOCK_ROWS, graphFrom = GRAPH_FROM, tuning } = tuned;
  const pacer = new Pacer(signal);
  const isExact = rowIndexes.length < graphFrom;
  const search = isExact
    ? new SimilaritySearch(provider.dimensions, kernel, pacer, tuning, comparability)
    : new GraphSearch(
        provider.dimensions,
        kernel,
        await learnFromPool(rowIndexes, provider, kernel, pacer, signal),
        pacer,
        comparability,
      );
  const invalidEmbeddings: number[] = [];
  for (let start = 0; start < rowIndexes.length; start += blockRows) {
    throwIfAborted(signal);
    const block = await embedRows(rowIndexes.slice(start, start + blockRows), provider, signal);
    await search.walk(block, new PairSink(block, sets, threshold), (position) => {
      if (!block.isFinite(position)) invalidEmbeddings.push(block.rowIndexes[position] as number);
      return block.isFinite(position);
    });
    const done = Math.min(start + blockRows, rowIndexes.length);
    onProgress?.({ stage: 'compare', done, total: rowIndexes.length });
  }
  return { embedded: search.store.allParts, isExact, invalidEmbeddings };
}

/**
 * Unites all incomparable rows: their similarity of 0 is above a negative threshold. Of one kind, the rows that hold it
 * hang together as soon as two of them differ.
 */
function uniteIncomparable(parts: readonly RowBlock[], sets: DisjointSets, { kinds, apart }: Comparability): void {
  const embedded = new Set(parts.flatMap(({ rowIndexes, count }) => [...rowIndexes.subarray(0, count)]));
  for (const [row, others] of apart) {
    for (const other of others) if (embedded.has(row) && embedded.has(other)) sets.union(row, other);
  }
  for (const numbers of kinds) {
    const holders = parts.flatMap(({ rowIndexes, count }) =>
      [...rowIndexes.subarray(0, count)].filter((row) => numbers[row] !== 0),
    );
    const [first] = holders;
    if (first === undefined || holders.every((row) => numbers[row] === numbers[first])) continue;
    for (const row of holders) sets.union(first, row);
  }
}

/** Unites the rows of pairs above the threshold. */
class PairSink implements CandidateSink {
  constructor(
    private readonly block: RowBlock,
    private readonly sets: DisjointSets,
    private readonly threshold: number,
  ) {}

  pruningBound(_position: number, errorBound: number): number {
    return this.threshold - errorBound;
  }

  ignores(position: number, candidates: RowBlock, candidate: number): boolean {
    const row = this.block.rowIndexes[position] as number;
    return this.sets.find(row) === this.sets.find(candidates.rowIndexes[candidate] as number);
  }

  addCandidate(position: number, candidates: RowBlock, candidate: number): void {
    if (this.ignores(position, candidates, candidate)) return;
    if (this.block.similarity(position, candidates, candidate) <= this.threshold) return;
    this.sets.union(this.block.rowIndexes[position] as number, candidates.rowIndexes[candidate] as number);
  }
}

interface Member {
  readonly row: number;
  readonly block: RowBlock;
  readonly position: number;
}

/** How the rows of a group are compared; `firstOf` is given them in ascending order. */
type Comparing = Required<Pick<ClusterOptions, 'firstOf'>> & { readonly comparability: Comparability | undefined };

async function describeClusters(
  parts: readonly RowBlock[],
  sets: DisjointSets,
  comparing: Comparing,
  pacer: Pacer,
): Promise<Cluster[]> {
  const groups = await collectMembers(parts, sets, pacer);
  for (const members of groups) members.sort((a, b) => a.row - b.row);
  groups.sort((a, b) => b.length - a.length || (a[0] as Member).row - (b[0] as Member).row);
  const clusters: Cluster[] = [];
  for (const members of groups) clusters.push(await describeCluster(members, comparing, pacer));
  return clusters;
}

/** The sets of two rows and more. */
async function collectMembers(parts: readonly RowBlock[], sets: DisjointSets, pacer: Pacer): Promise<Member[][]> {
  const groups = new Map<number, Member[]>();
  for (const isFirstRow of [false, true]) {
    for (const block of parts) {
      for (let position = 0; position < block.count; position++) {
        const row = block.rowIndexes[position] as number;
        const first = sets.find(row);
        // A set is worth a list once it has a row besides its first one.
        if (isFirstRow === (row === first)) addMember(groups, first, { row, block, position });
      }
      await pacer.yieldIfDue();
    }
  }
  return [...groups.values()];
}

function addMember(groups: Map<number, Member[]>, first: number, member: Member): void {
  const others = groups.get(first);
  if (others !== undefined) others.push(member);
  else if (member.row !== first) groups.set(first, [member]);
}

/** @param members by row */
async function describeCluster(
  members: readonly Member[],
  { comparability, firstOf }: Comparing,
  pacer: Pacer,
): Promise<Cluster> {
  const firstRow = firstOf(members.map(({ row }) => row));
  const first = members.find(({ row }) => row === firstRow) as Member;
  const compared: { readonly row: number; readonly similarity: number }[] = [];
  for (const { row, block, position } of members) {
    compared.push({ row, similarity: block.similarity(position, first.block, first.position, comparability) });
    if (pacer.due) await pacer.yieldIfDue();
  }
  const place = (row: number): number => (row === firstRow ? 0 : 1);
  compared.sort((a, b) => place(a.row) - place(b.row) || b.similarity - a.similarity || a.row - b.row);
  return { rows: compared.map(({ row }) => row), similarities: compared.map(({ similarity }) => similarity) };
}
