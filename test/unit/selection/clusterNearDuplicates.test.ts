import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DeitaError } from '../../../src/common/errors';
import { clusterNearDuplicates } from '../../../src/selection/clusterNearDuplicates';
import { PlainKernel } from '../../../src/selection/plainKernel';
import { oracleSimilarity } from './oracle';
import { seededRandom } from '../../support/seededRandom';
import { comparabilityOf, OutlinedProvider, randomPool, RecordingProvider, withIncomparable, type Pool } from './pools';
import { WorstKernel } from './worstKernel';

const allRows = (pool: Pool): Uint32Array => Uint32Array.from(pool.evolScores, (_, row) => row);

function isFiniteRow(pool: Pool, row: number): boolean {
  return pool.embeddings.subarray(row * pool.dimensions, (row + 1) * pool.dimensions).every(Number.isFinite);
}

/** Connected rows by spreading from each row not yet reached. */
function oracleClusters(pool: Pool, threshold: number): number[][] {
  const left = new Set([...allRows(pool)].filter((row) => isFiniteRow(pool, row)));
  const clusters: number[][] = [];
  for (const first of left) {
    const cluster = [first];
    left.delete(first);
    for (const row of cluster) {
      for (const other of left) {
        if (oracleSimilarity(pool, row, other) <= threshold) continue;
        cluster.push(other);
        left.delete(other);
      }
    }
    if (cluster.length > 1) clusters.push(cluster.sort((a, b) => a - b));
  }
  return clusters.sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}

/** Makes two rows with about the given cosine similarity, and no others like them. */
function plantPair(
  embeddings: Float32Array,
  row: number,
  dimensions: number,
  similarity: number,
  random: () => number,
): void {
  const first = unit(Array.from({ length: dimensions }, () => random() - 0.5));
  const other = Array.from({ length: dimensions }, () => random() - 0.5);
  const along = other.reduce((sum, value, d) => sum + value * (first[d] ?? 0), 0);
  const aside = unit(other.map((value, d) => value - along * (first[d] ?? 0)));
  const second = first.map((value, d) => similarity * value + Math.sqrt(1 - similarity ** 2) * (aside[d] ?? 0));
  embeddings.set([...first, ...second], row * dimensions);
}

function unit(values: readonly number[]): number[] {
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

function bySimilarity(pool: Pool, rows: readonly number[], first: number): number[] {
  const similarity = (row: number): number => oracleSimilarity(pool, row, first);
  return [...rows].sort((a, b) => similarity(b) - similarity(a) || a - b);
}

describe('clusterNearDuplicates', () => {
  for (const [kind, poolOf] of [
    ['random pools', (seed: number) => randomPool(seed, 80)],
    ['random pools with incomparable rows', (seed: number) => withIncomparable(randomPool(seed, 80), seed)],
  ] as const)
    it(`finds the connected groups of 200 ${kind}`, async () => {
      const arbitrary = fc.record({
        seed: fc.integer(),
        threshold: fc.oneof(fc.constantFrom(0, 0.9, 1), fc.double({ min: -1, max: 1, noNaN: true })),
        blockRows: fc.constantFrom(1, 7, 256),
        tuning: fc.record({
          filterFrom: fc.constantFrom(1, 20, Infinity),
          filterDirections: fc.constantFrom(2, 8),
          graphFrom: fc.constant(1),
        }),
      });
      await fc.assert(
        fc.asyncProperty(arbitrary, async ({ seed, threshold, ...speed }) => {
          const pool = poolOf(seed);
          const firstOf = (rows: readonly number[]): number => rows[Math.abs(seed) % rows.length] ?? NaN;
          const options = { ...speed, firstOf, ...comparabilityOf(pool) };
          const provider = new RecordingProvider(pool);
          const { clusters, invalidEmbeddings } = await clusterNearDuplicates(
            allRows(pool),
            provider,
            threshold,
            options,
          );
          assert.deepEqual(
            clusters.map(({ rows }) => [...rows].sort((a, b) => a - b)),
            oracleClusters(pool, threshold),
          );
          for (const { rows, similarities } of clusters) {
            const first = firstOf([...rows].sort((a, b) => a - b));
            assert.equal(rows[0], first);
            assert.deepEqual(
              similarities,
              rows.map((row) => oracleSimilarity(pool, row, first)),
            );
            assert.deepEqual(rows.slice(1), bySimilarity(pool, rows.slice(1), first));
          }
          assert.deepEqual(
            invalidEmbeddings,
            [...allRows(pool)].filter((row) => !isFiniteRow(pool, row)),
          );
        }),
        { numRuns: 200 },
      );
    });

  for (const kernel of [new PlainKernel(), new WorstKernel()])
    it(`finds the same groups where outlines say which rows need embedding (${kernel.constructor.name})`, async () => {
      const arbitrary = fc.record({
        seed: fc.integer(),
        threshold: fc.oneof(fc.constantFrom(0.5, 0.9, 0.999999, 1), fc.double({ min: 0.5, max: 1, noNaN: true })),
        attached: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(arbitrary, async ({ seed, threshold, attached }) => {
          const random = randomPool(seed, 80);
          const pool = attached ? withIncomparable(random, seed) : random;
          const options = { kernel, ...comparabilityOf(pool) };
          const whole = await clusterNearDuplicates(allRows(pool), new RecordingProvider(pool), threshold, options);
          const outlined = await clusterNearDuplicates(
            allRows(pool),
            new OutlinedProvider(pool, seed),
            threshold,
            options,
          );
          assert.deepEqual(outlined, whole);
        }),
        { numRuns: 300 },
      );
    });

  it('decides pairs right at the threshold by their embeddings', async () => {
    const random = seededRandom(11);
    const [dimensions, rows] = [24, 400];
    const embeddings = new Float32Array(rows * dimensions);
    for (let row = 0; row < rows; row += 2)
      plantPair(embeddings, row, dimensions, 0.9 + (random() - 0.5) * 1e-6, random);
    const pool = { evolScores: new Float64Array(rows), dimensions, embeddings };
    const whole = await clusterNearDuplicates(allRows(pool), new RecordingProvider(pool), 0.9);
    const { clusters } = await clusterNearDuplicates(allRows(pool), new OutlinedProvider(pool, 1), 0.9);
    assert.deepEqual(clusters, whole.clusters);
    assert.ok(clusters.length > 50 && clusters.length < 150, `${clusters.length} of 200 pairs are above`);
  });

  it('embeds only rows that may be near-duplicates, across blocks of thousands of rows', async () => {
    const random = seededRandom(12);
    const [dimensions, rows] = [40, 5000];
    const embeddings = Float32Array.from({ length: rows * dimensions }, () => random() - 0.5);
    const copies = new Map([
      [1, 4998],
      [700, 2600],
      [2599, 2601],
    ]);
    for (const [row, copy] of copies) {
      embeddings.copyWithin(copy * dimensions, row * dimensions, (row + 1) * dimensions);
    }
    const pool = { evolScores: new Float64Array(rows), dimensions, embeddings };
    const provider = new OutlinedProvider(pool, 3);
    const seen = new Set<string>();
    const { clusters, isExact } = await clusterNearDuplicates(allRows(pool), provider, 0.95, {
      graphFrom: 1000,
      onProgress: ({ stage, done, total }) => {
        if (done === total) seen.add(stage);
      },
    });
    assert.equal(isExact, true);
    assert.deepEqual(
      clusters.map((cluster) => cluster.rows),
      [...copies],
    );
    assert.deepEqual(
      provider.asked.sort((a, b) => a - b),
      [...copies].flat().sort((a, b) => a - b),
    );
    assert.deepEqual([...seen], ['read', 'compare', 'embed']);
  });

  it('finds one large group of rows that are all alike', async () => {
    const [dimensions, rows] = [16, 3000];
    const embeddings = Float32Array.from({ length: rows * dimensions }, (_, at) => (at % dimensions) + 1);
    const pool = { evolScores: new Float64Array(rows), dimensions, embeddings };
    const { clusters } = await clusterNearDuplicates(allRows(pool), new OutlinedProvider(pool, 4), 0.9);
    assert.deepEqual(
      clusters.map((cluster) => cluster.rows.length),
      [rows],
    );
  });

  it('finds nearly all planted duplicates with a graph, and unites nothing else', async () => {
    const random = seededRandom(9);
    const [rows, dimensions] = [1500, 32];
    const embeddings = Float32Array.from({ length: rows * dimensions }, () => random() - 0.5);
    // Every third row repeats the one before it, a little changed.
    for (let row = 2; row < rows; row += 3) {
      for (let d = 0; d < dimensions; d++) {
        embeddings[row * dimensions + d] = (embeddings[(row - 1) * dimensions + d] ?? 0) + 0.05 * (random() - 0.5);
      }
    }
    const pool = { evolScores: new Float64Array(rows), dimensions, embeddings };
    const { clusters, isExact } = await clusterNearDuplicates(allRows(pool), new RecordingProvider(pool), 0.95, {
      graphFrom: 1000,
    });
    const exact = new Map(oracleClusters(pool, 0.95).map((cluster) => [cluster[0], cluster]));
    assert.equal(isExact, false);
    assert.equal(exact.size, 500);
    for (const { rows: found } of clusters) assert.deepEqual(found, exact.get(found[0]));
    assert.ok(clusters.length >= 495, `${clusters.length} of 500 found`);
  });

  it('compares the rows it is given and no others', async () => {
    const pool = { evolScores: new Float64Array(3), dimensions: 2, embeddings: Float32Array.of(1, 0, 1, 0, 1, 0) };
    const provider = new RecordingProvider(pool);
    const { clusters } = await clusterNearDuplicates(Uint32Array.of(0, 2), provider, 0.9);
    assert.deepEqual(clusters, [{ rows: [0, 2], similarities: [1, 1] }]);
    assert.deepEqual(provider.asked, [0, 2]);
  });

  it('reports progress and stops when cancelled', async () => {
    const random = seededRandom(3);
    const embeddings = Float32Array.from({ length: 1000 * 8 }, random);
    const pool = { evolScores: new Float64Array(1000), dimensions: 8, embeddings };
    const controller = new AbortController();
    const seen: number[] = [];
    const clustering = clusterNearDuplicates(allRows(pool), new RecordingProvider(pool), 0.9, {
      signal: controller.signal,
      blockRows: 100,
      onProgress: ({ stage, done, total }) => {
        seen.push(done);
        assert.deepEqual([stage, total], ['compare', 1000]);
        if (done >= 300) controller.abort();
      },
    });
    await assert.rejects(clustering, (error) => error instanceof DeitaError && error.code === 'cancelled');
    assert.deepEqual(seen, [100, 200, 300]);
  });

  it('refuses a threshold out of range', async () => {
    const pool = { evolScores: new Float64Array(1), dimensions: 1, embeddings: Float32Array.of(1) };
    const clustering = clusterNearDuplicates(allRows(pool), new RecordingProvider(pool), 2);
    await assert.rejects(clustering, (error) => error instanceof DeitaError && error.code === 'usage');
  });

  it('embeds rows that may be near-duplicates of each other together, however far apart they stand', async () => {
    const random = seededRandom(5);
    const [dimensions, half] = [32, 300];
    const originals = Float32Array.from({ length: half * dimensions }, () => random() - 0.5);
    const embeddings = Float32Array.from([...originals, ...originals.map((value) => value + 0.01 * random())]);
    const pool = { evolScores: new Float64Array(2 * half), dimensions, embeddings };
    const batches: Uint32Array[] = [];
    class BatchProvider extends OutlinedProvider {
      override embed(rowIndexes: Uint32Array): Promise<Float32Array> {
        batches.push(rowIndexes);
        return super.embed(rowIndexes);
      }
    }
    const { clusters } = await clusterNearDuplicates(allRows(pool), new BatchProvider(pool, 3), 0.9);
    assert.equal(clusters.length, half);
    assert.ok(batches.length > 1);
    for (const batch of batches) {
      const originalsOf = (isCopy: boolean): number[] =>
        [...batch].filter((row) => row >= half === isCopy).map((row) => row % half);
      assert.deepEqual(originalsOf(true), originalsOf(false));
    }
  });
});
