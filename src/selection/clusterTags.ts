import { CandidateVectors } from './candidateVectors';
import { OutcomeBuilder } from './outcomeBuilder';
import { Pacer } from './pacer';
import { PlainKernel } from './plainKernel';
import { RowBlock } from './rowBlock';
import type { SelectOptions } from './select';
import { spreadOf } from './tagSpread';
import type { Tags } from './tags';
import type { EmbeddingProvider } from './types';

const ROUNDS = 10;
/** Rows that are assigned together. */
const BLOCK = 256;

/**
 * Clusters of the embeddings in place of tags, one a row: spherical k-means with √(N / 2) clusters, begun from rows far
 * apart, so that the same pool has the same clusters. Rows that cannot be compared have none.
 * @param ranking NaN = no candidate
 * @throws DeitaError `embeddingsMismatch`, `cancelled`
 */
export async function clusterTags(
  ranking: Float64Array,
  provider: EmbeddingProvider,
  options: SelectOptions,
): Promise<Tags> {
  const candidates = { ...options, kept: new Uint32Array() }; // A kept row without a score adds to no cluster.
  const vectors = await CandidateVectors.of(ranking, provider, new OutcomeBuilder(ranking), candidates);
  const pacer = new Pacer(options.signal);
  const count = Math.ceil(Math.sqrt(vectors.count / 2));
  // Comparing all rows with all centroids takes as long in each round as finding the first ones does.
  const told = (passes: number): void =>
    options.onPreparing?.('compare', Math.floor((passes / (ROUNDS + 1)) * vectors.count), vectors.count);
  let centroids = await farApart(vectors, count, options, pacer, told);
  let clusters = new Uint32Array(vectors.count);
  for (let round = 0; round < ROUNDS; round++) {
    const next = await assign(vectors, { values: centroids, count }, options, pacer, (share) =>
      told(1 + round + share),
    );
    const isSettled = round > 0 && next.every((cluster, position) => cluster === clusters[position]);
    clusters = next;
    if (isSettled) break;
    centroids = meansOf(vectors, clusters, centroids);
  }
  const used = [...new Set(clusters)];
  const tagOf = new Map(used.map((cluster, tag) => [cluster, [tag]]));
  const tagsOf = new Map(
    Array.from(clusters, (cluster, position) => [vectors.rows[position], tagOf.get(cluster) ?? []]),
  );
  const all = RowBlock.of(
    Uint32Array.from({ length: count }, (_, cluster) => cluster),
    centroids,
    vectors.dimensions,
  );
  const spread = spreadOf(used.length, (tag, other) => all.similarity(used[tag] as number, all, used[other] as number));
  return { count: used.length, of: (row) => tagsOf.get(row) ?? [], spread: (tag) => spread[tag] ?? [] };
}

/** Rows each of which is as little similar as can be to those before it, the first of the pool first. */
async function farApart(
  vectors: CandidateVectors,
  count: number,
  { kernel = new PlainKernel() }: SelectOptions,
  pacer: Pacer,
  told: (share: number) => void,
): Promise<Float32Array<ArrayBuffer>> {
  const chosen = new Float32Array(count * vectors.dimensions);
  const highest = new Float32Array(vectors.count).fill(Number.NEGATIVE_INFINITY);
  for (let at = 0; at < count; at++) {
    told(at / count);
    const next = highest.reduce(
      (lowest, value, position) => (value < (highest[lowest] as number) ? position : lowest),
      0,
    );
    const seed = vectors.unitsOf([next]);
    chosen.set(seed.values, at * vectors.dimensions);
    let start = 0;
    for (const block of vectors.blocks) {
      const products = await kernel.products(seed, { values: block.units, count: block.count }, vectors.dimensions);
      products.forEach((product, i) => (highest[start + i] = Math.max(highest[start + i] as number, product)));
      start += block.count;
      await pacer.yieldIfDue();
    }
  }
  return chosen;
}

/** The nearest centroid of every row, the first of several. */
async function assign(
  vectors: CandidateVectors,
  centroids: { readonly values: Float32Array; readonly count: number },
  { kernel = new PlainKernel() }: SelectOptions,
  pacer: Pacer,
  told: (share: number) => void,
): Promise<Uint32Array<ArrayBuffer>> {
  const clusters = new Uint32Array(vectors.count);
  for (let start = 0; start < vectors.count; start += BLOCK) {
    told(start / vectors.count);
    const length = Math.min(BLOCK, vectors.count - start);
    const rows = vectors.unitsOf(Array.from({ length }, (_, at) => start + at));
    const products = await kernel.products(rows, centroids, vectors.dimensions);
    for (let at = 0; at < length; at++) {
      const own = products.subarray(at * centroids.count, (at + 1) * centroids.count);
      clusters[start + at] = own.reduce((best, product, index) => (product > (own[best] as number) ? index : best), 0);
    }
    await pacer.yieldIfDue();
  }
  return clusters;
}

/** Of length 1; an empty cluster keeps its centroid. */
function meansOf(vectors: CandidateVectors, clusters: Uint32Array, before: Float32Array): Float32Array<ArrayBuffer> {
  const { dimensions } = vectors;
  const sums = new Float64Array(before.length);
  clusters.forEach((cluster, position) => {
    const { values } = vectors.unitsOf([position]);
    for (let d = 0; d < dimensions; d++) {
      sums[cluster * dimensions + d] = (sums[cluster * dimensions + d] as number) + (values[d] as number);
    }
  });
  const means = Float32Array.from(before);
  for (let start = 0; start < sums.length; start += dimensions) {
    const own = sums.subarray(start, start + dimensions);
    const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
    if (length > 0)
      means.set(
        own.map((value) => value / length),
        start,
      );
  }
  return means;
}
